"""What stands in the columns of partners and of contacts when a list leaves the office: plain values, a fact a column.

Words that rows share are looked up once for all of them.
"""

from collections.abc import Callable
from datetime import date
from functools import cache, partial

from flask_login import current_user

from partners.directory.kinds import KINDS
from partners.directory.pages.contacts import masked, shown_phone
from partners.directory.pages.rows import RESTING_LABELS
from partners.directory.pages.stages import interaction_label, resting_stage, stage_of
from partners.directory.permissions import ContactPermission
from partners.directory.queries.taking import NEXT, PART, UNKNOWN_DAY
from partners.directory.rules.contacts import CONTACT_LABELS, PHONES
from partners.directory.rules.persons import LEGAL_BASES
from partners.directory.rules.places import region_name
from partners.directory.rules.succession import is_abolished
from partners.directory.rules.words import FIELD_LABELS, HOME, STATUS_LABELS, TIE_LABELS, Band
from partners.foundation.access import may
from partners.foundation.clock import today
from partners.foundation.pages import country_name
from partners.foundation.words import _, _l
from partners.papers.rules.sheets import SEVERAL, Form, Offered, column, mapped

ACTIVE, SISTER = "active", "sister"


def partner_columns() -> tuple[Offered, ...]:
    """The columns of the list of partners, for one sheet in the reader's language."""
    kind, country, region, last = cache(_kind), cache(country_name), cache(_region), cache(_interaction)
    ties, stage, tags, now = cache(_ties), cache(_stage), cache(_tags), today()
    return (
        Offered(code="name", seen_in="name", label=_l("Name"), width=30, values=column("name_ko")),
        Offered(
            code="name_native",
            seen_in="name",
            label=FIELD_LABELS["name_native"],
            width=20,
            values=column("name_native"),
        ),
        Offered(code="name_en", seen_in="name", label=FIELD_LABELS["name_en"], width=24, values=column("name_en")),
        Offered(code="kind", seen_in="kind", label=_l("Kind"), width=14, values=mapped(kind, "section", "band")),
        Offered(code="country", seen_in="region", label=_l("Country"), width=14, values=mapped(country, "country")),
        Offered(
            code="region", seen_in="region", label=_l("Region"), width=16, values=mapped(region, "country", "region")
        ),
        Offered(
            code="tie",
            seen_in="tie",
            label=_l("Tie"),
            width=24,
            values=mapped(ties, "ties", "kind", "pipeline"),
        ),
        Offered(
            code="stage",
            seen_in="stage",
            label=_l("Stage"),
            width=22,
            values=mapped(stage, "ties", "kind", "country", "pipeline", "stage"),
        ),
        Offered(
            code="last_on",
            seen_in="last",
            label=_l("Last exchange"),
            form=Form.DAY,
            width=13,
            values=mapped(_last_day, "last_contact_on", "last_contact_dated", "ties"),
        ),
        Offered(
            code="last",
            seen_in="last",
            label=_l("What the last exchange was"),
            width=32,
            values=mapped(partial(_last, last), "last_contact_on", "last_contact_title", "last_contact_kind", "ties"),
        ),
        Offered(
            code="count",
            seen_in="count",
            label=_l("Exchanges"),
            form=Form.NUMBER,
            width=10,
            is_usual=False,
            values=column("interaction_count"),
        ),
        Offered(code="team", seen_in="team", label=_l("Team"), width=16, values=column("team_name")),
        Offered(code="owner", seen_in="owner", label=_l("Officer"), width=12, values=column("owner_name")),
        Offered(
            code="next_on",
            seen_in="next",
            label=_l("Due"),
            form=Form.DAY,
            width=13,
            values=column("next_due_on"),
        ),
        Offered(code="next", seen_in="next", label=_l("Next"), width=32, values=column("next_action")),
        Offered(code="tags", seen_in="tags", label=_l("Tags"), width=22, values=mapped(tags, "tags")),
        Offered(
            code="existence",
            label=_l("Existence"),
            width=12,
            is_usual=False,
            values=mapped(partial(_existence, now), "valid_to", "successor_id"),
        ),
        Offered(code="id", label=_l("Number"), form=Form.NUMBER, width=9, is_usual=False, values=column("id")),
    )


def contact_columns() -> tuple[Offered, ...]:
    """The columns of the list of contacts. Numbers and addresses are masked as everywhere."""
    seen, basis = cache(_sees_details), cache(_basis)
    return (
        Offered(code="name", seen_in="name", label=_l("Name"), width=16, values=column("name")),
        Offered(
            code="name_other",
            seen_in="name",
            label=CONTACT_LABELS["name_other"],
            width=20,
            values=column("name_other"),
        ),
        Offered(code="partner", seen_in="partner", label=_l("Partner"), width=28, values=column("partner_name")),
        Offered(code="department", seen_in="post", label=_l("Department"), width=20, values=column("department")),
        Offered(code="title", seen_in="post", label=_l("Position"), width=16, values=column("title")),
        Offered(
            code="former",
            seen_in="post",
            label=_l("Former contact"),
            width=12,
            values=mapped(cache(_former), "is_current"),
        ),
        *(
            Offered(
                code=name,
                seen_in="phone" if name in PHONES else name,
                label=CONTACT_LABELS[name],
                width=24,
                is_usual=False,
                values=mapped(partial(_way_to, name, seen), name, "owner_team_id"),
            )
            for name in ("phone", "mobile", "email")
        ),
        Offered(code="team", seen_in="team", label=_l("Team"), width=16, values=column("team_name")),
        Offered(
            code="basis",
            seen_in="basis",
            label=FIELD_LABELS["legal_basis"],
            width=22,
            values=mapped(basis, "legal_basis"),
        ),
        Offered(
            code="retention",
            seen_in="retention",
            label=_l("Kept until"),
            form=Form.DAY,
            width=13,
            values=column("retain_until"),
        ),
    )


def _region(country: str, region: str) -> str:
    return region_name(region) if country == HOME else region


def _interaction(code: str | None) -> str:
    return str(interaction_label(code))


def _last_day(day: date | None, is_dated: bool | None, ties: str | None) -> date | None:
    """The day of the last contact, if it is known; of the letter of intent where nothing else is on record."""
    if day is not None:
        return day if is_dated else None
    letter = _intention(ties)
    return date.fromisoformat(letter) if letter not in ("", UNKNOWN_DAY) else None


def _last(kind_label: Callable[[str | None], str], day: date | None, title: str, kind: str, ties: str | None) -> str:
    if day is not None:
        return title or kind_label(kind)
    return str(_("Letter of intent")) if _intention(ties) else ""


def _intention(ties: str | None) -> str:
    """The day of the letter of intent on which alone a tie rests, as it is written; empty without one."""
    found = (tie.rpartition(PART)[2] for tie in ties.split(NEXT)) if ties else ()
    return next(filter(None, found), "")


def _former(is_current: bool) -> str | None:
    return None if is_current else str(_("Former contact"))


def _basis(code: str) -> str:
    return str(LEGAL_BASES.get(code, ""))


def _kind(section: str, band: int) -> str:
    label = str(KINDS[section].label)
    return f"{label} {_('Group')}" if band == Band.GROUPS else label


def _ties(told: str | None, kind: str, pipeline: str | None) -> str:
    """The living ties in words, the closest first; a city on its way to one is a candidate."""
    if not told:
        return str(_("Candidate city")) if kind == "city" and pipeline else ""
    return SEVERAL.join(_tie(*tie.split(PART)) for tie in _closest_first(told))


def _tie(tie: str, status: str, intention: str) -> str:
    notes = [
        *([str(STATUS_LABELS[status])] if status != ACTIVE else []),
        *([str(_("LOI only"))] if intention else []),
    ]
    return f"{TIE_LABELS[tie]} ({', '.join(notes)})" if notes else str(TIE_LABELS[tie])


def _stage(ties: str | None, kind: str, country: str, pipeline: str | None, stage: str | None) -> str:
    """The stage of the open case, otherwise where the closest tie rests."""
    if pipeline:
        found = stage_of(pipeline, stage)
        return str(found.label) if found else ""
    if not ties:
        return ""
    tie = _closest_first(ties)[0].partition(PART)[0]
    found = resting_stage(kind, country, tie)
    return str(RESTING_LABELS.get(tie, found.label)) if found else ""


def _closest_first(told: str) -> list[str]:
    # The database tells them in no order.
    return sorted(told.split(NEXT), key=lambda tie: (not tie.startswith(SISTER + PART), tie))


def _tags(told: str | None) -> str:
    return SEVERAL.join(sorted(told.split(NEXT))) if told else ""


def _existence(now: date, valid_to: date | None, successor_id: int | None) -> str | None:
    return str(_("Abolished")) if is_abolished(valid_to, successor_id, now) else None


def _sees_details(owner_team_id: int) -> bool:
    return may(current_user, ContactPermission.SEE_DETAILS, _Kept(owner_team_id))


class _Kept:
    """Enough of a partner to ask who may see the people there."""

    def __init__(self, owner_team_id: int) -> None:
        self.owner_team_id = owner_team_id


def _way_to(name: str, seen: Callable[[int], bool], stored: str, owner_team_id: int) -> str:
    if not stored:
        return ""
    if not seen(owner_team_id):
        return masked(name, stored)
    return shown_phone(stored) if name in PHONES else stored
