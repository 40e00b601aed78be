"""What the records prove of many cases: papers on file, the council's decisions, exchanges. One statement for all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Date, Select, cast, distinct, func, literal, null, select, union_all

from partners.agreements.models import Agreement, CouncilSession, Motion, StagePaper
from partners.agreements.rules.case import Decision
from partners.agreements.vocabulary import Outcome
from partners.directory.kinds.institution.model import Institution
from partners.directory.models import Document
from partners.foundation.columns import written
from partners.foundation.database import db
from partners.interactions.models import Interaction, InteractionPartner

LONG_AGO = date(1, 1, 1)
_NOTHING, _NO_DAY = literal(""), cast(null(), Date)


@dataclass(frozen=True)
class Proved:
    """By the ids of the cases; of one of which nothing is on record there is nothing."""

    papers: dict[int, set[str]] = field(default_factory=dict)
    #: In the order in which they were filed.
    decisions: dict[int, list[Decision]] = field(default_factory=dict)
    #: How many dated interactions the case counts since its present stage began.
    exchanges: dict[int, int] = field(default_factory=dict)


def proved_of(ids: Sequence[int], *, papers: bool, decisions: bool, exchanging: Sequence[int]) -> Proved:
    """What is on record of these cases; exchanges of those among them that are `exchanging`."""
    parts = [_papers(written(ids))] if papers and ids else []
    parts += [_decisions(written(ids))] if decisions and ids else []
    parts += [_exchanges(written(exchanging))] if exchanging else []
    proved = Proved()
    if not parts:
        return proved
    found = union_all(*parts).subquery()
    for what, id, _place, text, outcome, number, day in db.session.execute(select(found).order_by(found.c.place)):
        if what == "paper":
            proved.papers.setdefault(id, set()).add(text)
        elif what == "decision":
            proved.decisions.setdefault(id, []).append(Decision(number, text, Outcome(outcome), day))
        else:
            proved.exchanges[id] = number
    return proved


def _part(what: str, id: Any, place: Any, text: Any, outcome: Any, number: Any, day: Any) -> Select[Any]:
    columns = {"what": literal(what), "id": id, "place": place, "text": text, "outcome": outcome}
    return select(*(one.label(name) for name, one in columns.items()), number.label("number"), day.label("day"))


def _papers(ids: BindParameter[Any]) -> Select[Any]:
    told = (StagePaper.agreement_id, StagePaper.id, StagePaper.paper, _NOTHING, literal(0), _NO_DAY)
    statement = _part("paper", *told).join(Document, Document.id == StagePaper.document_id)
    return statement.where(StagePaper.agreement_id.in_(ids), Document.removed_at.is_(None))


def _decisions(ids: BindParameter[Any]) -> Select[Any]:
    session = CouncilSession
    told = (Motion.agreement_id, Motion.id, session.kind, Motion.outcome, session.number, Motion.resolved_on)
    statement = _part("decision", *told).join(session, session.id == Motion.session_id)
    return statement.where(Motion.agreement_id.in_(ids), Motion.outcome.is_not(None), Motion.voided_at.is_(None))


def _exchanges(ids: BindParameter[Any]) -> Select[Any]:
    """Dated interactions with the partner itself or an institution related to it; void ones do not count."""
    institutions = Institution.__table__
    since = func.coalesce(Agreement.stage_entered_on, Agreement.as_of_date, literal(LONG_AGO, Date))
    here = Agreement.id.in_(ids)
    whom = union_all(
        select(Agreement.id, Agreement.partner_id, since.label("since")).where(here),
        select(Agreement.id, institutions.c.id, since)
        .join(institutions, institutions.c.related_partner_id == Agreement.partner_id)
        .where(here),
    ).subquery()
    number = func.count(distinct(Interaction.id))
    return (
        _part("exchanges", whom.c.id, literal(0), _NOTHING, _NOTHING, number, _NO_DAY)
        .join(InteractionPartner, InteractionPartner.partner_id == whom.c.partner_id)
        .join(Interaction, Interaction.id == InteractionPartner.interaction_id)
        .where(InteractionPartner.sort_on >= whom.c.since, Interaction.is_dated, Interaction.voided_at.is_(None))
        .group_by(whom.c.id)
    )
