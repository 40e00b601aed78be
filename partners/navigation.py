"""The menu, the panels on a partner's page, and the names that lower floors show of things above.

Coupled by address and by name, never by import.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask, Response, current_app, g, make_response, request, url_for
from flask_login import current_user

from partners.accounts.permissions import AccountPermission
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.queries.office import office
from partners.agreements.rules.consent import fits
from partners.agreements.rules.filters import stage_names
from partners.directory.kinds import SECTIONS
from partners.directory.permissions import PartnerPermission
from partners.directory.queries import get_partner_in_short
from partners.foundation.access import may, requires
from partners.foundation.hypermedia import is_htmx, see_other
from partners.foundation.languages import is_person_forgotten, language
from partners.foundation.words import _l
from partners.interactions.rules import KINDS as INTERACTION_KINDS
from partners.lists.pages.mine import address_of, pinned_in
from partners.lists.remembered import remembered
from partners.lists.rules import View
from partners.lists.tallies import tallies, tally
from partners.upkeep.permissions import ActPermission, MergePermission, QualityPermission, TrashPermission

AT_ROUNDS = frozenset({"agreements.recruitment_rounds", "agreements.recruitment_round", "agreements.new_round"})
AT_TERMS = frozenset({"agreements.terms", "agreements.zones", "agreements.extend_zone"})
AT_DUPLICATES = frozenset({"upkeep.duplicates", "upkeep.dismiss_form", "upkeep.dismiss"})
AT_ACTS = frozenset({"upkeep.acts", "upkeep.act", "upkeep.undo_form", "upkeep.undo"})
AT_TRASH = frozenset({"upkeep.trash", "upkeep.chosen", "upkeep.restore_chosen", "upkeep.destroy"})
AT_COUNCIL = frozenset(
    {"agreements.council_window", "agreements.council_sessions", "agreements.new_session", "agreements.edit_session"}
)


@dataclass(frozen=True)
class Entry:
    """A line of the menu; `level` 1 stands under the line above it."""

    label: Any
    url: str
    icon: str | None = None
    kind: str | None = None
    #: How many there are, as one reads it.
    count: str | None = None
    current: bool = False
    level: int = 0
    divider_before: bool = False


@dataclass(frozen=True)
class Panel:
    """A part of a partner's page that another capability draws; works as a page of its own."""

    title: Any
    endpoint: str
    #: The id that it has on the page: narrow screens offer a way to it.
    anchor: str


#: Over the whole width, in the wide column, in the narrow column.
HEAD_PANEL = Panel(_l("Agreements"), "agreements.of_partner", "agreements-panel")
WIDE_PANELS = (Panel(_l("History"), "agreements.history", "history-panel"),)
SIDE_PANELS = (
    Panel(_l("Next follow-up"), "follow_ups.of_partner", "follow-ups"),
    Panel(_l("Given and received"), "interactions.balance", "balance"),
)
#: In the narrow column, too: a natural person has none.
CONTACTS = Panel(_l("Contacts"), "directory.contacts", "contacts")


def prepare(app: Flask) -> None:
    app.context_processor(_menu)
    app.add_url_rule("/partners/<int:partner_id>/panels", "small_panels", small_panels)
    app.jinja_env.globals.update(
        head_panel=HEAD_PANEL,
        wide_panels=WIDE_PANELS,
        side_panels=side_panels,
        stage_view=stage_view,
        resting_stage=resting_stage,
        stage_choices=stage_choices,
        interaction_label=interaction_label,
    )


def side_panels(is_person: bool) -> tuple[Panel, ...]:
    """The panels of the narrow column."""
    return SIDE_PANELS if is_person else (*SIDE_PANELS, CONTACTS)


@requires(PartnerPermission.VIEW)
def small_panels(partner_id: int) -> Response:
    """The panels at the head and in the narrow column in one answer: each as its own address gives it to htmx.

    They show little, and as requests of their own would mostly find out who asks about whom.
    """
    partner = get_partner_in_short(partner_id)
    if not is_htmx():
        return see_other("directory.show", partner_id=partner_id)
    views: Mapping[str, Callable[..., Any]] = current_app.view_functions
    drawn = [views[panel.endpoint](partner_id=partner_id) for panel in (HEAD_PANEL, *side_panels(partner.is_person))]
    return make_response("".join(answer.get_data(as_text=True) for answer in drawn))


@dataclass(frozen=True)
class StageView:
    """A stage as lists of partners show it; `position` counts from 1."""

    label: Any
    position: int
    total: int


def stage_view(pipeline: str, stage: str) -> StageView | None:
    """The stage of an open case; None when it is not declared any more."""
    declared = office().pipelines.get(pipeline)
    found = declared.find_stage(stage) if declared else None
    return _view(declared, found) if declared and found else None


def resting_stage(kind: str, country: str, tie: str) -> StageView | None:
    """The stage in which a living tie rests: the one that makes such ties."""
    for pipeline in office().pipelines.values():
        if kind in pipeline.kinds and fits(pipeline, country):
            made = next((stage for stage in pipeline.stages if stage.rests == tie), None)
            if made:
                return _view(pipeline, made)
    return None


def stage_choices(kind: str) -> tuple[tuple[str, str], ...]:
    """The stages through which partners of a kind go, as (code, label); of every kind without one."""
    return _stage_choices(kind, language())


@remembered("pipeline_settings")
def _stage_choices(kind: str, _language: str) -> tuple[tuple[str, str], ...]:
    of_kind = [pipeline for pipeline in office().pipelines.values() if kind in ("", *pipeline.kinds)]
    return tuple(stage_names(of_kind).items())


def interaction_label(kind: str) -> Any:
    """How a kind of interaction is called."""
    return INTERACTION_KINDS[kind].label if kind in INTERACTION_KINDS else kind


def _view(pipeline: Pipeline, stage: Stage) -> StageView:
    return StageView(stage.label, pipeline.position(stage) + 1, len(pipeline.stages))


def _menu() -> dict[str, Any]:
    # Left out of blocks for htmx, which show no menu, of pages for strangers, and when the database fails.
    if is_person_forgotten() or not current_user.is_authenticated or request.headers.get("HX-Request"):
        return {"navigation": []}
    return {"navigation": entries()}


def entries() -> list[Entry]:
    """The menu of this request, with the counts that it shows."""
    counts = tallies()
    endpoint = request.endpoint or ""
    kind = _kind_of_page()
    at_contacts = endpoint == "directory.all_contacts"
    at_partners = endpoint.startswith("directory.") and not request.path.startswith("/admin/") and not at_contacts
    every = [
        Entry(_l("Today"), url_for("today.index"), icon="today", current=endpoint.startswith("today.")),
        Entry(
            _l("Partners"),
            url_for("directory.index"),
            icon="users",
            count=f"{tally('partners'):,}",
            current=at_partners and kind is None,
        ),
        *(
            Entry(
                section.plural,
                url_for("directory.index", kind=section.code),
                kind=section.code,
                count=f"{counts.get(f'partners.{section.code}', 0):,}",
                current=at_partners and kind == section.code,
                level=1,
            )
            for section in SECTIONS
        ),
        *_pinned("partners"),
        Entry(_l("Contacts at partners"), url_for("directory.all_contacts"), icon="user", current=at_contacts, level=1),
        *_pinned("contacts"),
        Entry(
            _l("Interactions"),
            url_for("interactions.index"),
            icon="list",
            count=f"{counts.get('interactions', 0):,}",
            current=endpoint.startswith("interactions."),
            divider_before=True,
        ),
        *_pinned("interactions"),
        Entry(_l("Follow-ups"), url_for("follow_ups.index"), current=endpoint.startswith("follow_ups."), level=1),
        *_pinned("follow_ups"),
        Entry(_l("Agreements"), url_for("agreements.index"), icon="signing", current=endpoint == "agreements.index"),
        *_pinned("agreements"),
        Entry(_l("Board"), url_for("agreements.board"), current=endpoint == "agreements.board", level=1),
        Entry(_l("Review"), url_for("reports.review"), current=endpoint.startswith("reports."), level=1),
        Entry(_l("Council window"), url_for("agreements.council_window"), current=endpoint in AT_COUNCIL, level=1),
        Entry(
            _l("Rounds"),
            url_for("agreements.recruitment_rounds"),
            current=endpoint in AT_ROUNDS,
            level=1,
        ),
        Entry(_l("Terms"), url_for("agreements.terms"), current=endpoint in AT_TERMS, level=1),
        Entry(_l("Map"), url_for("maps.index"), icon="map", current=endpoint.startswith("maps.")),
        *_upkeep(endpoint),
        *_administration(),
    ]
    opened: View | None = g.get("open_view")
    if opened is None or not opened.is_pinned:
        return every
    # It stands in the menu itself: its list is not marked besides.
    return [replace(entry, current=entry.url == address_of(opened)) for entry in every]


def _pinned(list_code: str) -> list[Entry]:
    """The views that the reader pinned, under their list."""
    return [Entry(view.name, address_of(view), icon="bookmark", level=1) for view in pinned_in(list_code)]


def _upkeep(endpoint: str) -> list[Entry]:
    """What officers keep tidy; they see no administration."""
    told = (
        (QualityPermission.VIEW, _l("Data quality"), "upkeep.quality", "check-circle", {"upkeep.quality"}),
        (MergePermission.MERGE, _l("Possible duplicates"), "upkeep.duplicates", "users", AT_DUPLICATES),
        (ActPermission.VIEW, _l("Acts"), "upkeep.acts", "undo", AT_ACTS),
        (TrashPermission.VIEW, _l("Trash"), "upkeep.trash", "trash", AT_TRASH),
    )
    allowed = [rest for permission, *rest in told if may(current_user, permission)]
    return [
        Entry(label, url_for(page), icon=icon, current=endpoint in at, divider_before=number == 0)
        for number, (label, page, icon, at) in enumerate(allowed)
    ]


def _administration() -> list[Entry]:
    if not may(current_user, AccountPermission.MANAGE_USERS):
        return []
    at = request.path.startswith("/admin/")
    return [Entry(_l("Administration"), url_for("accounts.admin"), icon="settings", current=at, divider_before=True)]


def _kind_of_page() -> str | None:
    # A partner's page says itself in whose section it stands.
    return g.get("section") or request.args.get("kind") or (request.view_args or {}).get("kind")
