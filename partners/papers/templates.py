"""Templates of papers: those that come with Partners, and an office's own in their place.

A template is text with the fields of its paper in {{ braces }}. It runs in a sandbox, and a field that it
misspells is an error that names its line.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from partners.foundation.refusals import Refusal
from partners.foundation.settings import PROJECT
from partners.foundation.words import _
from partners.papers.rules.markup import NoTitle, read
from partners.papers.rules.paper import Paper

OURS = PROJECT / "templates" / "papers"


def fill(name: str, facts: Mapping[str, Any], own: Path) -> Paper:
    """The paper that a template makes of these facts; `own` is the office's folder, whose file goes first.

    Raises Refusal, naming file and line, when a template cannot be filled in.
    """
    file = f"{name}.txt"
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(own), FileSystemLoader(OURS)]),
        undefined=StrictUndefined,
        # Papers are text, no markup: nothing is escaped, and `markup.read` takes lines by their beginnings.
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return read(environment.get_template(file).render({name: _one_line(fact) for name, fact in facts.items()}))
    except TemplateNotFound as problem:
        raise Refusal(_("There is no template %(file)s.", file=file)) from problem
    except (TemplateError, TypeError, ValueError) as problem:
        raise Refusal(_told(problem, file)) from problem


def _told(problem: Exception, file: str) -> str:
    if isinstance(problem, NoTitle):
        return str(_("The template %(file)s has no title: a line that begins with #.", file=file))
    line = getattr(problem, "lineno", None) or _line_of(problem, file)
    return str(
        _("The template %(file)s cannot be filled in, line %(line)s: %(what)s", file=file, line=line, what=problem)
    )


def _line_of(problem: Exception, file: str) -> int:
    """The line of the template at which it stopped."""
    trace, line = problem.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(file):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _one_line(fact: Any) -> Any:
    """What somebody typed stays within its line: a line break in it would begin a new block."""
    if isinstance(fact, str):
        return " ".join(fact.split())
    if isinstance(fact, list | tuple):
        return [_one_line(one) for one in fact]
    if isinstance(fact, dict):
        return {name: _one_line(one) for name, one in fact.items()}
    return fact
