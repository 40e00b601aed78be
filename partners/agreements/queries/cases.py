"""Single cases: as records, and as the rules see them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload, selectinload

from partners.agreements.models import Agreement, CouncilSession, GateFact, Motion
from partners.agreements.pipelines.shape import Pipeline, Proof, Stage
from partners.agreements.queries.known import OF_PARTNERS, known_of_cases, proofs_of_partners
from partners.agreements.queries.office import office
from partners.agreements.queries.proved import proved_of
from partners.agreements.rules.case import Case, Decision, Fact
from partners.agreements.vocabulary import OPEN, Outcome
from partners.directory.models import Partner, PartnerStanding, Tie
from partners.directory.rules.ties import LIVING
from partners.foundation.clock import today
from partners.foundation.columns import written
from partners.foundation.database import db

#: What of a fact the rules look at.
FACTS = (
    "given_on", "ceremony_on", "text", "document_title", "document_no", "interaction_id", "score", "until", "body_id",
)  # fmt: skip
#: Facts of an earlier turn tell of the past and open nothing.
OF_THIS_TURN = GateFact.turn == (
    select(Agreement.turn).where(Agreement.id == GateFact.agreement_id).correlate(GateFact).scalar_subquery()
)


class Placed(Protocol):
    """Enough of an agreement to know where it stands; a record or a row of a list."""

    @property
    def id(self) -> int: ...
    @property
    def pipeline(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def partner_id(self) -> int | None: ...


def get_agreement(agreement_id: int, lock: bool = False) -> Agreement:
    """The case with its partner, history, facts and motions. Raises NoResultFound.

    `lock`: whoever changes it at the same moment waits, and then reads what the first one made of it.
    """
    statement = (
        select(Agreement)
        .where(Agreement.id == agreement_id)
        .options(
            joinedload(Agreement.partner),
            selectinload(Agreement.moves),
            selectinload(Agreement.facts),
            selectinload(Agreement.motions).joinedload(Motion.session),
        )
    )
    if lock:
        statement = statement.with_for_update(of=Agreement).execution_options(populate_existing=True)
    return db.session.execute(statement).unique().scalar_one()


def pipeline_of(agreement: Placed) -> Pipeline:
    return office().pipelines[agreement.pipeline]


def stage_of(agreement: Placed) -> Stage:
    return pipeline_of(agreement).stage(agreement.stage)


def case_of(agreement: Placed) -> Case:
    """The case as the rules see it, read anew."""
    return cases_of([agreement])[agreement.id]


def cases_of(
    agreements: Sequence[Placed],
    countries: Mapping[int | None, str | None] | None = None,
    *,
    papers: bool = False,
    as_written: bool = False,
) -> dict[int, Case]:
    """The same for many: a handful of statements, however many they are.

    `countries` by the partner's id, where the caller has read them; `papers`: with what is on file, also where no
    gate wants it; `as_written`: nobody is about to type something that must be looked up as well.
    """
    ids = [agreement.id for agreement in agreements]
    pipelines = office().pipelines
    through = {code: pipelines[code] for code in {agreement.pipeline for agreement in agreements}}
    stages = {agreement.id: through[agreement.pipeline].stage(agreement.stage) for agreement in agreements}
    proofs = {gate.proof for pipeline in through.values() for gate in pipeline.gates.values()}
    facts = _facts(ids)
    proved = proved_of(
        ids,
        papers=papers or Proof.ON_FILE in proofs,
        decisions=Proof.RESOLVED in proofs,
        exchanging=[id for id, stage in stages.items() if _counts_exchanges(stage)],
    )
    partners = proofs_of_partners(agreements, proofs) if proofs & OF_PARTNERS else {}
    if countries is None:
        countries = _countries({agreement.partner_id for agreement in agreements if agreement.partner_id})
    named = not as_written or any(fact.body_id for written in facts.values() for fact in written.values())
    known = known_of_cases(agreements, proofs, committees=named)
    matrix, day = office().matrix, today()
    return {
        agreement.id: Case(
            pipeline=through[agreement.pipeline],
            stage=stages[agreement.id],
            partner_known=agreement.partner_id is not None,
            country=countries.get(agreement.partner_id),
            facts=facts.get(agreement.id, {}),
            decisions=tuple(proved.decisions.get(agreement.id, ())),
            exchanges=proved.exchanges.get(agreement.id, 0),
            matrix=matrix,
            papers=frozenset(proved.papers.get(agreement.id, ())),
            reception=known.receptions.get(agreement.id),
            committees=known.committees,
            today=day,
            **partners.get(agreement.partner_id, {}),
        )
        for agreement in agreements
    }


def find_open_case(partner_id: int, pipeline: str) -> int | None:
    """The id of the partner's case under way in this pipeline."""
    return db.session.scalar(
        select(Agreement.id).where(
            Agreement.partner_id == partner_id, Agreement.pipeline == pipeline, Agreement.state == OPEN
        )
    )


def find_case_under_way(partner_id: int) -> Agreement | None:
    """The partner's latest case under way, in whichever pipeline."""
    statement = select(Agreement).where(Agreement.partner_id == partner_id, Agreement.state == OPEN)
    return db.session.scalar(statement.order_by(Agreement.id.desc()).limit(1))


def cases_under_way(partner_id: int) -> Sequence[Agreement]:
    """All cases of the partner that are under way, held so that nobody moves them meanwhile."""
    statement = select(Agreement).where(Agreement.partner_id == partner_id, Agreement.state == OPEN)
    return db.session.scalars(statement.order_by(Agreement.id).with_for_update()).all()


def find_case_leading(tie_id: int) -> int | None:
    """The id of the case under way that made this tie or renews it."""
    return db.session.scalar(select(Agreement.id).where(Agreement.tie_id == tie_id, Agreement.state == OPEN).limit(1))


def partners_under_way() -> set[int]:
    """The partners with a case under way."""
    statement = select(Agreement.partner_id).where(Agreement.partner_id.is_not(None), Agreement.state == OPEN)
    return {partner_id for partner_id in db.session.scalars(statement) if partner_id is not None}


def partners_standing() -> set[int]:
    """The partners of whom lists say that a case is under way."""
    return set(db.session.scalars(select(PartnerStanding.partner_id).where(PartnerStanding.agreement_id.is_not(None))))


def find_tie(partner_id: int, tie: str) -> Tie | None:
    """The partner's living tie of this type; there is one at most."""
    return db.session.scalar(select(Tie).where(Tie.partner_id == partner_id, Tie.type == tie, Tie.status.in_(LIVING)))


def find_living_tie(tie_id: int) -> Tie | None:
    """The tie, unless it has ended."""
    return db.session.scalar(select(Tie).where(Tie.id == tie_id, Tie.status.in_(LIVING)))


def find_session(number: int, kind: str) -> CouncilSession | None:
    return db.session.scalar(select(CouncilSession).where(CouncilSession.number == number, CouncilSession.kind == kind))


def find_pending_motion(agreement_id: int) -> Motion | None:
    """The motion of the case that waits for the council's decision; there is one at most."""
    statement = select(Motion).where(
        Motion.agreement_id == agreement_id, Motion.outcome.is_(None), Motion.voided_at.is_(None)
    )
    return db.session.scalar(statement.order_by(Motion.id.desc()).limit(1))


def latest_motion_id(agreement_id: int) -> int | None:
    """The id of the latest motion of the case that counts."""
    return db.session.scalar(
        select(func.max(Motion.id)).where(Motion.agreement_id == agreement_id, Motion.voided_at.is_(None))
    )


def get_motion(agreement_id: int, motion_id: int) -> Motion:
    """A motion of this case with its session. Raises NoResultFound, alike for another case's."""
    statement = select(Motion).where(Motion.id == motion_id, Motion.agreement_id == agreement_id)
    return db.session.execute(statement.options(joinedload(Motion.session))).scalar_one()


def decisions_in_session(partner_id: int | None, number: int, kind: str) -> list[Decision]:
    """What a session decided on ties with this partner, in whichever case."""
    statement = (
        select(Motion.outcome, Motion.resolved_on)
        .join(Agreement, Agreement.id == Motion.agreement_id)
        .join(CouncilSession, CouncilSession.id == Motion.session_id)
        .where(CouncilSession.number == number, CouncilSession.kind == kind)
        .where(Agreement.partner_id == partner_id, Motion.outcome.is_not(None), Motion.voided_at.is_(None))
        .order_by(Motion.id)
    )
    return [Decision(number, kind, Outcome(row.outcome), row.resolved_on) for row in db.session.execute(statement)]


def fact_rows(agreement: Placed) -> dict[str, GateFact]:
    """The records behind the facts, by the code of their gate."""
    rows = db.session.scalars(select(GateFact).where(GateFact.agreement_id == agreement.id, OF_THIS_TURN))
    return {row.gate: row for row in rows}


def as_fact(row: GateFact | Row[Any]) -> Fact:
    return Fact(
        given_on=row.given_on,
        ceremony_on=row.ceremony_on,
        text=row.text or None,
        document_title=row.document_title or None,
        document_no=row.document_no or None,
        interaction_id=row.interaction_id,
        score=row.score,
        until=row.until,
        body_id=row.body_id,
    )


def _facts(ids: Sequence[int]) -> dict[int, dict[str, Fact]]:
    """Columns, not records: a board has hundreds."""
    columns = (getattr(GateFact, name) for name in ("agreement_id", "gate", *FACTS))
    found: dict[int, dict[str, Fact]] = {}
    for row in db.session.execute(select(*columns).where(GateFact.agreement_id.in_(written(ids)), OF_THIS_TURN)):
        found.setdefault(row.agreement_id, {})[row.gate] = as_fact(row)
    return found


def _countries(partner_ids: Iterable[int]) -> dict[int | None, str | None]:
    if not partner_ids:
        return {}
    statement = select(Partner.id, Partner.country).where(Partner.id.in_(partner_ids))
    return {row.id: row.country for row in db.session.execute(statement)}


def _counts_exchanges(stage: Stage) -> bool:
    return any(gate.proof is Proof.EXCHANGED for gate in stage.to_leave)
