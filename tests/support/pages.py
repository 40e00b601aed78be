"""The addresses of all pages, with real ids: for tests that walk the house."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from partners.foundation.access import Scope
from partners.roles import GRANTS
from tests.support.office import Office

#: What anybody may see: signing in, and whether the server is well.
OPEN = {"accounts.login", "accounts.sign_in", "accounts.logout", "healthz", "readyz"}
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
    "/agreements/board?pipeline=all",
    "/agreements/board?pipeline=city_domestic",
    "/agreements/board?pipeline=city_foreign",
    "/map/?kind=hospital",
    "/partners/1/merge?into=2",
    "/upkeep/duplicates?record=contacts",
    "/upkeep/duplicates?dismissed=y",
    "/search?q=%EC%98%81%EC%95%94",
    "/search?q=kishiwda",
    "/search?q=%EB%B3%91%EC%9B%90&record=partner",
)
#: What stands in the place of words in an address.
KINDS = ("city", "hospital", "company", "ambassador", "supporter", "institution", "group")
#: Of the report: 고성군, a hospital, 나베현, an institution, a group.
PARTNERS = (1, 10, 11, 21, 40)
#: Their pages differ by kind; what hangs below them does not: a city and an institution stand for all.
BY_KIND = {"directory.show", "directory.edit"}
SOME_PARTNERS = (1, 21)
#: Agreements and interactions of these ids exist.
RECORDS = (1, 2)
#: Names in addresses for which the report has no record.
ABSENT = {
    "attachment_id",
    "tag_id",
    "tie_id",
    "contact_id",
    "follow_up_id",
    "motion_id",
    "ending",
    "round_id",
    "view_id",
    "pair_id",
    "act_id",
    "zoom",
}
#: What stands below cases: the session of the report, a paper of both its cases, what may be drawn up of both.
OF_CASES = {
    "council_session_id": (1,),
    "paper": ("candidate_review",),
    "draft_code": ("stage_report",),
    "pipeline": ("city_foreign",),
}
#: 황포구's letter of intent.
DOCUMENTS = (1,)


#: Answers that need more than their address: a bulk change asks for what was chosen in its list, progress for work
#: that is under way.
NEEDS_MORE = {"upkeep.change_form", "upkeep.progress"}


def every_page(office: Office, role: str = "manager") -> list[str]:
    """The path of every page that the role can open, in a house with the report of 2020.

    Without files, which are no pages, and of which the report has none; nor has it contacts or follow-ups.
    """
    rules = [rule for rule in office.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    opened = [rule for rule in rules if _is_open(office, rule, role) and not ABSENT & rule.arguments]
    opened = [rule for rule in opened if rule.endpoint not in NEEDS_MORE]
    return sorted({*ALSO, *(path for rule in opened for path in paths_of(rule))})


def one_page_of_each(office: Office, role: str = "manager") -> list[str]:
    """One address of every view that the role can open, for what takes long to look at."""
    return one_of_each_view(office, every_page(office, role))


def one_of_each_view(office: Office, paths: Iterable[str]) -> list[str]:
    """Of these addresses the first of every view; what is no page (only posted to) is left out."""
    first: dict[str, str] = {}
    adapter = office.app.url_map.bind("localhost")
    for path in sorted(paths):
        if adapter.test(bare := path.partition("?")[0], "GET"):
            first.setdefault(adapter.match(bare, "GET")[0], path)
    return sorted(first.values())


def _is_open(office: Office, rule: Rule, role: str) -> bool:
    permission = getattr(office.app.view_functions[rule.endpoint], "guarded_by", None)
    return permission not in GRANTS or GRANTS[permission][role] is not Scope.NONE


def paths_of(rule: Rule) -> Iterator[str]:
    """The addresses of one rule."""
    choices = [_values(rule, name, converter) for name, converter in rule._converters.items()]
    for values in product(*choices):
        yield str(rule.build(dict(zip(rule._converters, values, strict=True)), append_unknown=False)[1])


def _values(rule: Rule, name: str, converter: object) -> Iterable[Any]:
    if name in OF_CASES:
        return OF_CASES[name]
    if isinstance(converter, IntegerConverter):
        partners = PARTNERS if rule.endpoint in BY_KIND else SOME_PARTNERS
        return {"partners": partners, "documents": DOCUMENTS}.get(rule.rule.split("/")[1], RECORDS)
    if isinstance(converter, AnyConverter):
        return sorted(converter.items)
    return {"kind": KINDS, "vocabulary": ("hospital_type",), "list_code": ("partners", "follow_ups")}.get(name, ("x",))
