"""What the templates of papers are told of a case. Papers speak Korean, whatever language their writer reads."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from flask import current_app

from partners.accounts.queries import team_names
from partners.agreements.forms.papers import DraftForm
from partners.agreements.pages.cases import CasePage
from partners.agreements.queries import cases
from partners.agreements.queries.entries import moves_of
from partners.agreements.rules import drafts
from partners.agreements.rules.consent import laws_on
from partners.agreements.rules.motions import ENCLOSURES
from partners.agreements.rules.steps import StepState
from partners.directory.models import Partner
from partners.directory.queries import partners_named, related_institution_ids, ties_of
from partners.directory.rules.names import formal_name
from partners.directory.rules.words import STATUS_LABELS, TIE_LABELS
from partners.foundation.languages import speaking
from partners.foundation.pages import country_name, official_day
from partners.foundation.settings import Settings
from partners.foundation.words import _, _l
from partners.interactions import queries as interactions
from partners.interactions.queries import InteractionRow
from partners.interactions.wording import line
from partners.papers.rules.paper import Paper
from partners.papers.templates import fill

#: Interactions that a paper lists: the latest so many.
MOST = 60


def draw_up(page: CasePage, code: str, form: DraftForm) -> Paper:
    """The paper of this code, from the case and what was typed. Raises Refusal for a template that cannot be filled in."""
    with speaking("ko"):
        return fill(code, FACTS[code](page, form), papers_dir())


def papers_dir() -> Path:
    """The folder with the office's own templates and letterheads."""
    settings: Settings = current_app.config["PARTNERS"]
    return settings.papers_dir


def _shared(page: CasePage, form: DraftForm) -> dict[str, Any]:
    return {
        "name": _name(page),
        "number": form.number.data or "",
        "dated_on": _day(form.dated_on.data),
        "progress": _progress(page),
    }


def _motion(page: CasePage, form: DraftForm) -> dict[str, Any]:
    partner, day = page.agreement.partner, form.dated_on.data
    pending = cases.find_pending_motion(page.agreement.id)
    return {
        **_shared(page, form),
        "city": _name(page),
        "tie": str(TIE_LABELS["sister"]),
        "bill_no": (pending.bill_no if pending else "") or "",
        "reason": form.lines("reason"),
        "points": form.lines("points"),
        "native": _marked(partner, "name_native"),
        "english": _marked(partner, "name_en"),
        "country": country_name(partner.country) if partner else "",
        "region": partner.region if partner else "",
        "institutions": _institutions(partner),
        "ties": _ties(partner),
        "laws": [str(law) for law in laws_on(day)],
        "enclosures": [str(label) for label in ENCLOSURES.values()],
        "signed_on": _("Date of signature") + ": " + _day(page.case.signed_on("sister")),
    }


def _certificate(page: CasePage, form: DraftForm) -> dict[str, Any]:
    signature = next((stage.signature for stage in page.pipeline.stages if stage.makes and stage.signature), None)
    fact = page.case.fact(signature) if signature else None
    return {
        **_shared(page, form),
        "whom": form.whom.data or _name(page),
        "role": form.role.data or str(page.pipeline.label),
        "term_from": _day(fact.given_on if fact else None),
        "term_until": _day(fact.until if fact else None),
    }


def _report(page: CasePage, form: DraftForm) -> dict[str, Any]:
    agreement = page.agreement
    return {
        **_shared(page, form),
        "pipeline": str(page.pipeline.label),
        "stage": str(page.stage.label),
        "position": page.number,
        "since": _day(agreement.stage_entered_on),
        "goal": agreement.target_text or _("Unknown"),
        "team": team_names()[agreement.owner_team_id],
        "stages": [
            {
                "name": str(step.stage.label),
                "day": _day(step.entered_on) if step.entered_on else "-",
                "state": str(STATES[step.state]),
            }
            for step in page.steps
        ],
        "missing": [str(lack.sentence) for lack in page.lacks],
        "next_action": agreement.next_action or _("Not decided"),
        "next_due_on": _day(agreement.next_due_on),
    }


FACTS = {drafts.CONSENT_MOTION: _motion, drafts.CERTIFICATE: _certificate, drafts.REPORT: _report}
STATES = {
    StepState.DONE: _l("Done"),
    StepState.CURRENT: _l("Under way"),
    StepState.MISSING: _l("Something is missing"),
    StepState.UNKNOWN: _l("No record"),
    StepState.AHEAD: _l("still to come"),
}


def _name(page: CasePage) -> str:
    partner = page.agreement.partner
    return formal_name(partner.country, partner.region, partner.name_ko) if partner else page.name


def _day(day: date | None) -> str:
    return official_day(day) if day else _("Unknown")


def _marked(partner: Partner | None, field: str) -> str:
    """A value; one that nobody of ours has confirmed says so."""
    value = getattr(partner, field, "") if partner else ""
    if not value:
        return str(_("Unknown"))
    return f"{value} ({_('reference')})" if partner and field in partner.reference_fields else str(value)


def _institutions(partner: Partner | None) -> str:
    names = partners_named(related_institution_ids(partner.id)) if partner else {}
    return ", ".join(name.name_ko for name in names.values()) or str(_("Unknown"))


def _ties(partner: Partner | None) -> str:
    ties = ties_of(partner.id) if partner else []
    told = [f"{TIE_LABELS[tie.type]} ({STATUS_LABELS[tie.status]}, {_day(tie.signed_on)})" for tie in ties]
    return ", ".join(told) or str(_("No tie"))


def _progress(page: CasePage) -> list[dict[str, str]]:
    """What happened, earliest first: the case's own steps and the interactions on record; undated ones at the end."""
    steps = [
        (move.on, _day(move.on) if move.on else _as_of(move.as_of_date), _moved(move))
        for move in moves_of(page.agreement.id)
    ]
    talks = [
        (row.sort_on if row.is_dated else None, _when(row), _told(row)) for row in _interactions(page.agreement.partner)
    ]
    known = sorted((one for one in (*steps, *talks) if one[0] is not None), key=lambda one: one[0] or date.min)
    return [
        {"day": day, "text": text} for _on, day, text in [*known, *(one for one in (*steps, *talks) if one[0] is None)]
    ]


def _interactions(partner: Partner | None) -> Sequence[InteractionRow]:
    ids = [partner.id, *related_institution_ids(partner.id)] if partner else []
    return [row for row in interactions.timeline_of(ids, limit=MOST) if not row.is_void] if ids else []


def _moved(move: Any) -> str:
    return f"{move.to_stage.label}"


def _as_of(day: date | None) -> str:
    return str(_("as of %(day)s", day=official_day(day))) if day else str(_("Date unknown"))


def _when(row: InteractionRow) -> str:
    return " / ".join(line(row.occurrences)) if row.is_dated else str(_("Date unknown"))


def _told(row: InteractionRow) -> str:
    amount = row.amount_as_written if row.shows_amount and row.amount_won is not None else ""
    unknown = str(_("Amount unknown")) if row.shows_amount and row.amount_won is None else ""
    return " · ".join(part for part in (row.title, row.item, amount, unknown) if part)
