"""Motions: what goes with one, when one may be filed, and what may still be corrected. Pure.

Source of the enclosures: practice of district councils; a council asks for "why, benefit, detailed plan first"
(김포시의회 2005).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from partners.agreements.rules import consent
from partners.agreements.rules.case import Case, Decision
from partners.agreements.rules.sessions import Objection
from partners.agreements.vocabulary import Words
from partners.foundation.words import _l

#: What goes with a motion, by its code.
ENCLOSURES: dict[str, Words] = {
    "proposal": _l("Reason for the proposal and main points"),
    "profile": _l("Profile of the city"),
    "progress": _l("Progress so far (exchanges on record)"),
    "draft_korean": _l("Draft agreement in Korean"),
    "draft_foreign": _l("Draft agreement in the other language"),
    "opinion": _l("Opinion of the deliberation committee"),
    "cost": _l("Cost estimate, or why none is enclosed"),
    "laws": _l("Laws and ordinances"),
}
#: A domestic city's agreement needs no second language.
FOREIGN_ONLY = frozenset({"draft_foreign"})


@dataclass(frozen=True)
class Filing:
    """What somebody writes of a motion besides the council's decision."""

    bill_no: str
    submitted_on: date | None = None
    committee: str = ""
    committee_on: date | None = None
    committee_outcome: str | None = None


def needed(is_foreign: bool) -> list[str]:
    """The codes of the enclosures that a motion on such a city needs."""
    return [code for code in ENCLOSURES if is_foreign or code not in FOREIGN_ONLY]


def missing(enclosed: Collection[str], is_foreign: bool) -> list[str]:
    """The codes of those that are not ready yet."""
    return [code for code in needed(is_foreign) if code not in enclosed]


def objection_to_filing(
    case: Case, filing: Filing, session: consent.Session, earlier: Iterable[Decision], has_pending: bool, today: date
) -> Objection:
    """Why a motion on this case cannot be filed in the session, or None."""
    if not case.stage.hears_council:
        return "", _l("A motion is filed while the case stands at the council's consent.")
    if has_pending:
        return "bill_no", _l("A motion on this case is before the council already.")
    return consent.already_voted(earlier) or objection_to_course(filing, session, None, today)


def objection_to_course(filing: Filing, session: consent.Session, resolved_on: date | None, today: date) -> Objection:
    """Why the motion cannot have gone this way: submitted, then the committee, then the plenary."""
    if not filing.bill_no.strip():
        return "bill_no", _l("Write down the bill number.")
    return _submission(filing, session, resolved_on, today) or _in_committee(filing, session, resolved_on)


def _submission(filing: Filing, session: consent.Session, resolved_on: date | None, today: date) -> Objection:
    day = filing.submitted_on
    if day is None:
        return None
    if day > today:
        return "submitted_on", _l("This day is still to come. Write it when it has come.")
    if session.ends_on and day > session.ends_on:
        return "submitted_on", _l("The motion was submitted after the session. Check the date or the session.")
    if resolved_on and day > resolved_on:
        return "submitted_on", _l("The motion was submitted after the resolution. Check both dates.")
    return None


def _in_committee(filing: Filing, session: consent.Session, resolved_on: date | None) -> Objection:
    day = filing.committee_on
    if day is None:
        sentence = _l("Write down the day on which the committee decided.")
        return ("committee_on", sentence) if filing.committee_outcome else None
    if filing.submitted_on and day < filing.submitted_on:
        return "committee_on", _l("The committee met before the motion was submitted. Check both dates.")
    if session.ends_on and day > session.ends_on:
        return "committee_on", _l("The date lies outside the session. Check the session or the date.")
    if resolved_on and day > resolved_on:
        return "committee_on", _l("The committee decides before the plenary. Check both dates.")
    return None


def objection_to_voiding(case: Case, is_latest: bool, is_passed: bool, is_open: bool, reason: str) -> Objection:
    """Why a motion cannot be taken off the record, or None. What a signature rests on stays."""
    if not reason:
        return "reason", _l("Write down why the motion does not count.")
    if not is_latest:
        return "reason", _l("A later motion of this case follows. Take that one off first.")
    if is_passed and not (is_open and case.stage.hears_council):
        return "reason", _l("The case went on because of this resolution. It stays on record.")
    return None
