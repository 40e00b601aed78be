"""Agreements in all their stages, with their history, the council's motions and the ties that they made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from partners.accounts.models import Team
from partners.agreements.models import Agreement, CouncilSession, GateFact, Motion, StageMove
from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Asks, Pipeline, Stage
from partners.agreements.vocabulary import COMPLETED, OPEN, MoveKind, Outcome, Scope, SessionKind
from partners.demo.volume.bulk import Bulk, Row
from partners.demo.volume.registry import Known, Registry
from partners.demo.volume.searching import columns, searched
from partners.demo.volume.words import Chance, words
from partners.directory.models import Document, Tie, TieEvent
from partners.directory.rules.words import HOME

#: How many of a hundred cases are of each pipeline, as far as there are partners for it.
SHARES = {
    "city_foreign": 9, "city_domestic": 3, "zone_operator": 9, "partner_institution": 28, "ambassador": 7,
    "supporter_cohort": 1, "csr_company": 28, "institution": 15,
}  # fmt: skip
#: Of those that may end where they stand and made no tie yet.
ENDED = 0.25
LAST_DAY = date(2020, 11, 19)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What lists show of a partner's latest open case."""

    id: int
    pipeline: str
    stage: str
    entered_on: date
    action: str
    due_on: date | None


@dataclass(slots=True)
class Way:
    """The stages that a case went through, and the day on which it came to each."""

    pipeline: Pipeline
    partner: Known
    stages: tuple[Stage, ...]
    days: list[date]
    state: str

    @property
    def signatures(self) -> list[tuple[Stage, date]]:
        return [(stage, day) for stage, day in zip(self.stages, self.days, strict=True) if stage.makes]

    @property
    def ended_on(self) -> date | None:
        """When the tie was over, where the case has passed the stage that ends it."""
        return next((day for stage, day in zip(self.stages, self.days, strict=True) if stage.ends), None)


class Cases:
    """Agreements on their way into the database, and what lists show of them."""

    def __init__(self, bulk: Bulk, chance: Chance, registry: Registry, teams: dict[str, Team]) -> None:
        self.bulk, self.chance, self.registry = bulk, chance, registry
        self.teams = {code: team.id for code, team in teams.items()}
        self.under_way: dict[int, UnderWay] = {}
        self.ways: list[Way] = []
        self.ties: list[Row] = []
        self.events: list[Row] = []
        self.facts: list[Row] = []
        self.moves: list[Row] = []
        self.motions: list[Row] = []
        self.documents: list[Row] = []

    def write(self, number: int) -> dict[int, UnderWay]:
        """Write so many agreements, or as many as there are partners for; returns the latest open case of each."""
        for code, share in SHARES.items():
            pipeline = PIPELINES[code]
            whose = [one for one in self.registry.partners if _suits(pipeline, one)]
            self.chance.shuffle(whose)
            self.ways += [self._way(pipeline, one) for one in whose[: round(number * share / 100)]]
        # Numbers follow the days on which the cases began, as they do in an office.
        self.ways.sort(key=lambda way: way.days[0])
        cases = [self._case(identity, way) for identity, way in enumerate(self.ways, 1)]
        self._write_all(cases)
        return self.under_way

    def _write_all(self, cases: list[Row]) -> None:
        sessions = [(number, number, SessionKind.REGULAR, date(1800 + number, 11, 20)) for number in SESSIONS]
        for model, names, rows in (
            (CouncilSession, ("id", "number", "kind", "starts_on"), sessions),
            (Tie, TIE_COLUMNS, self.ties),
            (TieEvent, EVENT_COLUMNS, self.events),
            (Agreement, COLUMNS, cases),
            (StageMove, MOVE_COLUMNS, self.moves),
            (GateFact, FACT_COLUMNS, self.facts),
            (Motion, MOTION_COLUMNS, self.motions),
            (Document, DOCUMENT_COLUMNS, self.documents),
        ):
            self.bulk.write(model, names, rows)

    def _way(self, pipeline: Pipeline, partner: Known) -> Way:
        last = self.chance.of(pipeline.stages)
        stages = pipeline.path(pipeline.first, last) if last is not pipeline.first else (last,)
        # Every stage took its while, the present one since its own.
        days = [LAST_DAY - timedelta(days=int(self.chance.expovariate(1 / 70)))]
        for _ in stages[1:]:
            days.insert(0, days[0] - timedelta(days=self.chance.randint(15, 150)))
        way = Way(pipeline, partner, stages, days, COMPLETED if last.completes else OPEN)
        if way.state == OPEN and last.may_end_as and not way.signatures and self.chance.happens(ENDED):
            way.state = self.chance.of(last.may_end_as)
        return way

    def _case(self, identity: int, way: Way) -> Row:
        self._history(identity, way)
        tie_id, signed_on = self._sign(identity, way)
        action, due_on = "", None
        if way.state == OPEN:
            if self.chance.happens(0.5):
                action = self.chance.of(words()["next_steps"])
                due_on = LAST_DAY + timedelta(days=self.chance.randint(-60, 200))
            self.under_way[way.partner.id] = UnderWay(
                identity, way.pipeline.code, way.stages[-1].code, way.days[-1], action, due_on
            )
        at = _moment(way.days[0])
        return (
            identity, way.pipeline.code, way.stages[-1].code, way.state, way.partner.id, way.days[-1], action, due_on,
            self.teams[way.pipeline.team or self.chance.of(("exchange", "medical"))], tie_id, signed_on,
            words()["source"], *columns([searched(action)]), at, _moment(way.days[-1]),
        )  # fmt: skip

    def _history(self, identity: int, way: Way) -> None:
        before: str | None = None
        for stage, day in zip(way.stages, way.days, strict=True):
            state = COMPLETED if stage.completes else OPEN
            kind = MoveKind.ADVANCE if before else MoveKind.START
            self.moves.append((identity, kind, before, stage.code, state, day, _moment(day), ""))
            if before and stage.signature and stage.makes:
                self._prove(identity, way, stage, day)
            before = stage.code
        if way.state not in (OPEN, COMPLETED):
            day = way.days[-1]
            why = words()["reasons"]["end"]
            self.moves.append((identity, MoveKind.ENDING, before, before, way.state, day, _moment(day), why))

    def _prove(self, identity: int, way: Way, stage: Stage, day: date) -> None:
        """The signed paper on file, and the council's word where the stage asks for it."""
        gate = stage.signature
        if gate is None:
            return
        title = words()["papers"]["agreement"] % way.partner.name_ko
        kind = gate.files_as or "agreement"
        self.documents.append((way.partner.id, kind, title, day, *columns([searched(title)]), _moment(day)))
        until = _term_end(stage, day) if any(ask.what is Asks.UNTIL for ask in gate.asks) else None
        self.facts.append((identity, gate.code, day, title, until, _moment(day)))
        if any(gate.consents_to for gate in stage.to_enter):
            resolved = day - timedelta(days=3)
            bill = words()["papers"]["bill"] % (resolved.year, identity)
            session = SESSIONS[min(max(resolved.year - 1800, SESSIONS[0]), SESSIONS[-1]) - SESSIONS[0]]
            self.motions.append(
                (identity, session, bill, resolved, Outcome.PASSED_AS_PROPOSED, resolved, _moment(resolved))
            )

    def _sign(self, identity: int, way: Way) -> tuple[int | None, date | None]:
        """Make the ties of the way: the last one stands, unless the way has passed its end."""
        signatures = way.signatures
        for stage, day in signatures:
            is_last = stage is signatures[-1][0]
            succeeded = None if is_last or stage.makes == "mou" else signatures[-1][1]
            ended_on = succeeded or way.ended_on
            self._tie(way.partner.id, stage, day, ended_on, "succeeded" if succeeded else "ended" if ended_on else "")
        return (len(self.ties), signatures[-1][1]) if signatures else (None, None)

    def _tie(self, partner_id: int, stage: Stage, day: date, ended_on: date | None, ended_as: str) -> None:
        number, until = len(self.ties) + 1, _term_end(stage, day)
        status = "ended" if ended_on else "active"
        self.ties.append(
            (number, partner_id, stage.makes, status, "agreement", day, day, until, ended_on, ended_as, _moment(day))
        )
        self.events.append((number, "made", "active", day, until, partner_id, _moment(day)))
        if ended_on:
            self.events.append((number, "ended", "ended", ended_on, until, partner_id, _moment(ended_on)))


def _suits(pipeline: Pipeline, partner: Known) -> bool:
    if partner.kind not in pipeline.kinds or (pipeline.member_kind and partner.section != pipeline.member_kind):
        return False
    if pipeline.scope is None or partner.kind != "city":
        return True
    return (pipeline.scope is Scope.DOMESTIC) == (partner.country == HOME)


def _term_end(stage: Stage, day: date) -> date | None:
    return date(day.year + stage.term_years, day.month, min(day.day, 28)) if stage.term_years else None


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(2), UTC)


#: Sessions of the council, one a year, numbered by it.
SESSIONS: Sequence[int] = range(210, 221)
COLUMNS = (
    "id", "pipeline", "stage", "state", "partner_id", "stage_entered_on", "next_action", "next_due_on",
    "owner_team_id", "tie_id", "signed_on", "source", "search_text", "search_terms", "created_at",
    "updated_at",
)  # fmt: skip
MOVE_COLUMNS = ("agreement_id", "kind", "from_stage", "to_stage", "state", "effective_on", "recorded_at", "reason")
FACT_COLUMNS = ("agreement_id", "gate", "given_on", "document_title", "until", "recorded_at")
MOTION_COLUMNS = ("agreement_id", "session_id", "bill_no", "submitted_on", "outcome", "resolved_on", "recorded_at")
TIE_COLUMNS = (
    "id", "partner_id", "type", "status", "origin", "signed_on", "starts_on", "ends_on", "ended_on", "ended_as",
    "recorded_at",
)  # fmt: skip
EVENT_COLUMNS = ("tie_id", "kind", "status", "effective_on", "ends_on", "partner_id", "recorded_at")
DOCUMENT_COLUMNS = ("partner_id", "type", "title", "dated_on", "search_text", "search_terms", "recorded_at")
