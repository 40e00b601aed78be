"""Proofs: whether a gate is met, each kind of proof in a function of its own. What lacks is said in words."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from partners.agreements.pipelines.shape import FIELD_ENDINGS, Asks, Proof, Stage
from partners.agreements.rules import consent, gates
from partners.agreements.rules.case import Case
from partners.agreements.rules.gates import Missing, Standing
from partners.agreements.vocabulary import Consent
from partners.foundation.words import _, _l

ENDS_TOO_EARLY = _l("The last day lies before the first one. Check both dates.")
NO_ROUND = _l("This case belongs to no recruitment round. Put it into one on its page.")
NOT_REGISTERED = _l(
    "No registration for foreign patients is on record. Write it down on the partner's page; without it nobody is appointed."
)
REGISTRATION_OR_REASON = _l(
    "Write down until when the registration for foreign patients is valid, or why none is needed here."
)
NOT_FORMED = _l("Nothing tells since when this committee exists. Write it down on its page.")


def missing(case: Case, there: Stage) -> list[Missing]:
    """All that keeps the way to a later stage shut; empty when it is open."""
    return [lack for lack in _lacks(case, there) if not lack.only_warns]


def warnings(case: Case, there: Stage) -> list[Missing]:
    """What lacks at gates that this office lets a case pass with a warning."""
    return [lack for lack in _lacks(case, there) if lack.only_warns]


def _lacks(case: Case, there: Stage) -> list[Missing]:
    return [lack for at in gates.standing(case, there) for lack in CHECKS[at.gate.proof](case, at)]


def _unwritten(case: Case, at: Standing) -> Iterator[Missing]:
    fact = case.fact(at.gate)
    for ask in at.gate.asks:
        if ask.missing is not None and fact.answer(ask.what) is None:
            is_day = ask.what is Asks.DAY
            overridable = at.gate.overridable and not (is_day and _bound_by_law(case, at.gate.signs))
            # A tie has its day. That nobody knows it takes a manager's word, which stays with the case.
            begins = is_day and at.gate.signs is not None
            yield Missing(at.stage, at.gate, ask.missing, at.gate.field(ask), overridable, is_vital=begins)
    if fact.given_on is not None and fact.until is not None and fact.until < fact.given_on:
        yield Missing(at.stage, at.gate, ENDS_TOO_EARLY, _field(at, Asks.UNTIL), overridable=False)


def _too_few_exchanges(case: Case, at: Standing) -> Iterator[Missing]:
    # Exchanges are counted for the stage where the case stands; further ahead there can be none yet.
    here = case.exchanges if at.stage.code == case.stage.code else 0
    if not here:
        yield Missing(at.stage, at.gate, at.gate.missing or "", overridable=at.gate.overridable)


def _unresolved(case: Case, at: Standing) -> Iterator[Missing]:
    sentence = consent.lacks(case, at.gate)
    if sentence is not None:
        fields = [at.gate.field(ask) for ask in gates.asks_of(case, at.gate)]
        overridable = not _bound_by_law(case, at.gate.consents_to)
        yield Missing(at.stage, at.gate, sentence, fields[0] if fields else "", overridable)


def _partner_unknown(case: Case, at: Standing) -> Iterator[Missing]:
    if not case.partner_known:
        yield Missing(at.stage, at.gate, at.gate.missing or "", overridable=at.gate.overridable)


def _outside_reception(case: Case, at: Standing) -> Iterator[Missing]:
    yield from _unwritten(case, at)
    if case.reception is None:
        yield Missing(at.stage, at.gate, NO_ROUND)
        return
    applied_on = case.fact(at.gate).given_on
    period = {"first": case.reception.opens_on.isoformat(), "last": case.reception.closes_on.isoformat()}
    if applied_on is not None and not case.reception.opens_on <= applied_on <= case.reception.closes_on:
        sentence = (
            _("Applications were received from %(first)s to %(last)s. The reception is closed.", **period)
            if applied_on > case.reception.closes_on
            else _("Applications are received from %(first)s to %(last)s.", **period)
        )
        yield Missing(at.stage, at.gate, sentence, _field(at, Asks.DAY))


def _not_on_file(case: Case, at: Standing) -> Iterator[Missing]:
    yield from _unwritten(case, at)
    for code in at.gate.papers:
        if code not in case.papers:
            paper = case.pipeline.papers[code]
            yield Missing(at.stage, at.gate, _("Put “%(paper)s” on file.", paper=paper.label), f"{gates.PAPER}{code}")


def _too_few_points(case: Case, at: Standing) -> Iterator[Missing]:
    lacks = list(_unwritten(case, at))
    yield from lacks
    if not lacks and case.pass_mark is not None and case.points < case.pass_mark:
        sentence = _("%(points)s points in all; %(mark)s are needed.", points=case.points, mark=case.pass_mark)
        yield Missing(at.stage, at.gate, sentence, _field(at, Asks.SCORE))


def _not_registered(case: Case, at: Standing) -> Iterator[Missing]:
    yield from _unwritten(case, at)
    day, fact = _day_that_counts(case, at), case.fact(at.gate)
    if case.registration is not None:
        until = case.registration.until
        if until is None:
            yield Missing(at.stage, at.gate, NOT_REGISTERED, overridable=False)
    else:
        until = fact.until
        if until is None and not fact.text:
            yield Missing(at.stage, at.gate, REGISTRATION_OR_REASON, _field(at, Asks.UNTIL), overridable=False)
    if until is not None and day is not None and until < day:
        sentence = _(
            "The registration for foreign patients ended on %(until)s, before %(day)s.",
            until=until.isoformat(),
            day=day.isoformat(),
        )
        field = _field(at, Asks.UNTIL) if case.registration is None else ""
        yield Missing(at.stage, at.gate, sentence, field, overridable=False)


def _day_that_counts(case: Case, at: Standing) -> date | None:
    """The day of the appointment or renewal at this stage; of a check its own day; otherwise the business day."""
    signature = at.stage.signature
    signed_on = case.fact(signature).given_on if signature else None
    return signed_on or case.fact(at.gate).given_on or case.today


def _committee_not_formed(case: Case, at: Standing) -> Iterator[Missing]:
    yield from _unwritten(case, at)
    fact = case.fact(at.gate)
    if fact.body_id is None:
        return
    formed_on = case.committees.get(fact.body_id)
    if formed_on is None:
        yield Missing(at.stage, at.gate, NOT_FORMED, _field(at, Asks.BODY))
    elif (decided_on := fact.given_on or case.today) is not None and decided_on < formed_on:
        sentence = _(
            "The committee was formed on %(day)s only. It cannot have decided before.", day=formed_on.isoformat()
        )
        yield Missing(at.stage, at.gate, sentence, _field(at, Asks.DAY))


def _roster_incomplete(case: Case, at: Standing) -> Iterator[Missing]:
    roster = case.roster
    if roster is None or not roster.members:
        yield Missing(at.stage, at.gate, at.gate.missing or "")
    elif roster.without_basis:
        sentence = _(
            "%(number)s of %(all)s members have no legal basis on record.",
            number=roster.without_basis,
            all=roster.members,
        )
        yield Missing(at.stage, at.gate, sentence, overridable=False)


def _no_basis(case: Case, at: Standing) -> Iterator[Missing]:
    if not case.has_basis:
        yield Missing(at.stage, at.gate, at.gate.missing or "", overridable=False)


def _field(at: Standing, what: Asks) -> str:
    return at.gate.code + FIELD_ENDINGS[what]


def _bound_by_law(case: Case, tie: str | None) -> bool:
    """Where the law requires consent, nobody may pass the resolution, nor the day it is held against."""
    return tie is not None and consent.rule_for(case, tie).consent is Consent.REQUIRED


#: How each kind of proof is looked at. A new kind is a new line.
CHECKS: Mapping[Proof, Callable[[Case, Standing], Iterator[Missing]]] = {
    Proof.WRITTEN: _unwritten,
    Proof.EXCHANGED: _too_few_exchanges,
    Proof.RESOLVED: _unresolved,
    Proof.PARTNER_KNOWN: _partner_unknown,
    Proof.RECEIVED: _outside_reception,
    Proof.ON_FILE: _not_on_file,
    Proof.SCORED: _too_few_points,
    Proof.REGISTERED: _not_registered,
    Proof.COMMITTEE_FORMED: _committee_not_formed,
    Proof.ROSTER: _roster_incomplete,
    Proof.CONSENTED: _no_basis,
}
