"""The council: when its consent is needed, what its decisions do, and when a motion may be filed.

Local Autonomy Act, article 39 (1) 10 as in force in November 2020 (article 47 since 2022-01-13):
the council decides on exchange with foreign local governments, which the decree reads as sister ties.
Whether friendship ties and domestic ties need it hangs on the ordinance (법제처 12-0231, 12-0399, 17-0144).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from partners.agreements.pipelines.shape import Ask, Asks, Gate, Pipeline, Stage
from partners.agreements.rules.case import Case, ConsentRule, Decision
from partners.agreements.vocabulary import PASSED, Consent, Outcome, Scope, Words
from partners.directory.rules.words import HOME
from partners.foundation.words import _l

ORDINANCE = _l("By the district's ordinance")

#: As it stands before an office fits it to its ordinances (`rules.office`).
MATRIX: Mapping[tuple[Scope, str], ConsentRule] = {
    (Scope.FOREIGN, "sister"): ConsentRule(
        Consent.REQUIRED,
        _l("Local Autonomy Act, article 39 (1) 10; article 47 since 2022-01-13"),
    ),
    (Scope.FOREIGN, "friendship"): ConsentRule(Consent.NOT_REQUIRED, ORDINANCE),
    (Scope.DOMESTIC, "sister"): ConsentRule(Consent.ASK, ORDINANCE),
    (Scope.DOMESTIC, "friendship"): ConsentRule(Consent.NOT_REQUIRED, ORDINANCE),
}

NO_SUCH_TIE = ConsentRule(Consent.NOT_REQUIRED, ORDINANCE)

#: What may be written down in place of a resolution, where the matrix lets one.
INSTEAD: Mapping[Consent, tuple[Ask, ...]] = {
    Consent.ASK: (Ask(Asks.TEXT, _l("Why the council's consent does not apply")),),
    Consent.REPORT_ONLY: (Ask(Asks.DAY, _l("Date of the report to the council")),),
}

RECORD_RESOLUTION = _l("Record the resolution of the council, with session, bill number and date.")
RESOLUTION_OR_REASON = _l("Record the resolution of the council, or write down why none is needed.")
REPORT_FIRST = _l("Write down the day of the report to the council.")
LATER_THAN_SIGNATURE = _l("The resolution is dated after the signature. Check the date of the resolution.")

NOT_PASSED: Mapping[Outcome, Words] = {
    Outcome.DEFERRED: _l("The council deferred the motion. Signing waits for its decision."),
    Outcome.REJECTED: _l("The council rejected the motion. It has to pass in another session before the signing."),
    Outcome.WITHDRAWN: _l("The motion was withdrawn. File it again before the signing."),
    Outcome.LAPSED: _l("The motion lapsed with the council's term. File it again before the signing."),
}

#: Outcomes that the council took on a day of its own.
TAKEN_BY_VOTE = PASSED | {Outcome.REJECTED}


#: Since when the act has its present articles.
NEW_ACT = date(2022, 1, 13)


def laws_on(day: date | None) -> list[Words]:
    """The law that asks for the council's consent to a foreign sister tie, as it stands on a day; today's without one."""
    if day is not None and day < NEW_ACT:
        return [_l("Local Autonomy Act, article 39 (1) 10"), _l("Decree of the Local Autonomy Act, article 37")]
    return [_l("Local Autonomy Act, article 47 (1) 10")]


def scope_of(country: str | None) -> Scope:
    """An unknown country counts as foreign: the stricter rule."""
    return Scope.DOMESTIC if country == HOME else Scope.FOREIGN


def fits(pipeline: Pipeline, country: str | None) -> bool:
    """Whether a partner of this country may go this pipeline's way."""
    return pipeline.scope is None or pipeline.scope is scope_of(country)


def rule_for(case: Case, tie: str) -> ConsentRule:
    """What the council has to do with this tie of this case.

    The partner's own country decides; the pipeline's scope only speaks while nobody is chosen yet.
    """
    scope = scope_of(case.country) if case.partner_known else case.pipeline.scope or Scope.FOREIGN
    return (case.matrix or MATRIX).get((scope, tie), NO_SUCH_TIE)


def lacks(case: Case, gate: Gate) -> Words | None:
    """What a gate of the council still lacks, in words; None when it is open."""
    tie = gate.consents_to or ""
    consent = rule_for(case, tie).consent
    if consent is Consent.NOT_REQUIRED:
        return None
    last = case.last_decision
    if last is not None and last.passed:
        return LATER_THAN_SIGNATURE if _later(last.resolved_on, case.signed_on(tie)) else None
    if consent is Consent.REPORT_ONLY:
        return _lacks_report(case, gate)
    if last is not None and last.outcome is not Outcome.WITHDRAWN:
        return NOT_PASSED.get(last.outcome, RECORD_RESOLUTION)
    if consent is Consent.ASK:
        return None if case.fact(gate).text else RESOLUTION_OR_REASON
    return NOT_PASSED[last.outcome] if last is not None else RECORD_RESOLUTION


def _lacks_report(case: Case, gate: Gate) -> Words | None:
    reported_on = case.fact(gate).given_on
    if reported_on is None:
        return REPORT_FIRST
    return LATER_THAN_SIGNATURE if _later(reported_on, case.signed_on(gate.consents_to or "")) else None


def _later(resolved_on: date | None, signed_on: date | None) -> bool:
    return resolved_on is not None and signed_on is not None and resolved_on > signed_on


def may_be_signed(case: Case, tie: str, signed_on: date | None) -> bool:
    """The last lock before a tie is made: where the law requires consent, a passed resolution
    of this case, dated on or before the signature."""
    if rule_for(case, tie).consent is not Consent.REQUIRED:
        return True
    last = case.last_decision
    if last is None or not last.passed or last.resolved_on is None or signed_on is None:
        return False
    return last.resolved_on <= signed_on


@dataclass(frozen=True)
class Session:
    """A session of the council; its days when they are known."""

    no: int
    kind: str
    starts_on: date | None = None
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


def already_voted(earlier_in_session: Iterable[Decision]) -> tuple[str, Words] | None:
    """What a session has voted on, it does not vote on again (일사부재의); deferred and withdrawn motions may return."""
    earlier = list(earlier_in_session)
    if any(decision.outcome is Outcome.REJECTED for decision in earlier):
        return "session_no", _l("The council rejected this in the same session. File it in a later session.")
    if any(decision.passed for decision in earlier):
        return "session_no", _l("The council already passed this in the same session.")
    return None


def objection(
    case: Case,
    session: Session,
    outcome: Outcome,
    resolved_on: date | None,
    earlier_in_session: Iterable[Decision],
) -> tuple[str, Words] | None:
    """Why this outcome cannot be recorded: the field at fault and the sentence, or None.

    `earlier_in_session` are the decisions of that session on ties with this partner, whatever
    the case: what was voted on once is not voted on again in the same session (일사부재의).
    """
    voted = already_voted(earlier_in_session)
    if voted is not None:
        return voted
    if resolved_on is None:
        return ("resolved_on", _l("Write down the date of the resolution.")) if outcome in TAKEN_BY_VOTE else None
    if not session.holds(resolved_on):
        return "resolved_on", _l("The date lies outside the session. Check the session or the date.")
    if case.last_decision is not None and _later(case.last_decision.resolved_on, resolved_on):
        return "resolved_on", _l("The date lies before the previous decision on this case.")
    if outcome in PASSED and any(_later(resolved_on, case.signed_on(tie)) for tie in _decided_here(case)):
        return "resolved_on", LATER_THAN_SIGNATURE
    return None


def _decided_here(case: Case) -> set[str]:
    return {gate.consents_to for gate in case.stage.to_leave if gate.consents_to}


def sent_back_to(stage: Stage, outcome: Outcome) -> str | None:
    """The stage to which the outcome sends the case back; None when it stays."""
    return stage.sent_back.get(outcome)
