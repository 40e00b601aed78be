"""How high the rows of lists are: said in an address (density=roomy), remembered for the session like the language."""

from flask import Flask, request, session

COMPACT, ROOMY = "compact", "roomy"
DENSITIES = (COMPACT, ROOMY)


def prepare(app: Flask) -> None:
    app.before_request(_keep_asked)
    app.jinja_env.globals["density"] = density


def density() -> str:
    """The density of this answer: compact (40 px) or roomy (56 px)."""
    for candidate in (request.args.get("density"), session.get("density")):
        if candidate in DENSITIES:
            return str(candidate)
    return COMPACT


def _keep_asked() -> None:
    asked = request.args.get("density")
    if asked in DENSITIES and session.get("density") != asked:
        session["density"] = asked
