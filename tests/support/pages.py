"""The addresses of all pages, with real ids: for tests that walk the house."""

from werkzeug.routing import Rule

from tests.support.office import Office

#: Worth seeing besides the bare address.
ALSO = (
    "/partners/?kind=city",
    "/partners/?kind=hospital",
    "/partners/?kind=company",
    "/partners/?q=%EC%98%81%EC%95%94",
    "/partners/?country=KR&tie=sister",
    "/partners/?stage=approach",
    "/interactions/?kind=donation_received",
    "/interactions/new?partner=2",
    "/agreements/board?pipeline=city_domestic",
    "/agreements/board?pipeline=city_foreign",
    "/map/?kind=hospital",
)
#: What stands in the place of words in an address.
KINDS = ("city", "hospital", "company", "ambassador", "supporter", "institution", "group")
#: Of the report: 고성군, a hospital, 나베현, an institution, a group.
PARTNERS = (1, 10, 11, 21, 40)


def every_page(office: Office) -> list[str]:
    """The path of every page that can be opened, in a house with the report of 2020."""
    paths = [path for rule in office.app.url_map.iter_rules() if "GET" in (rule.methods or ()) for path in _paths(rule)]
    return sorted({*paths, *ALSO})


def _paths(rule: Rule) -> list[str]:
    names = list(rule._converters)
    if not names:
        return [rule.rule]
    if names == ["kind"]:
        return [rule.rule.replace("<kind>", kind).replace("<string:kind>", kind) for kind in KINDS]
    ids = PARTNERS if rule.rule.startswith("/partners/") else (1, 2)
    return [_filled(rule, number) for number in ids]


def _filled(rule: Rule, number: int) -> str:
    # Some ids name a partner, others the record in front of them: 1 and 2 exist of each.
    built = rule.rule
    for name, converter in rule._converters.items():
        value = str(number) if type(converter).__name__ == "IntegerConverter" else "x"
        for written in (f"<int:{name}>", f"<{name}>", f"<string:{name}>"):
            built = built.replace(written, value)
    return built
