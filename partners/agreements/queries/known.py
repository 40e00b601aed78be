"""What the records say that gates look up: rounds, committees, registrations, rosters, consent."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import and_, case, func, or_, select

from partners.agreements.models import Agreement, RecruitmentRound
from partners.agreements.pipelines.shape import Proof
from partners.agreements.rules.case import Reception, Registration, Roster
from partners.directory.kinds.ambassador.model import Ambassador
from partners.directory.kinds.hospital.model import Hospital
from partners.directory.kinds.institution.model import Institution
from partners.directory.kinds.supporter.model import Supporter
from partners.directory.models import Partner
from partners.foundation.database import db

#: Proofs that look at the partner's own records.
OF_PARTNERS = frozenset({Proof.REGISTERED, Proof.ROSTER, Proof.CONSENTED})
PARTNERS = Partner.__table__.c
HOSPITALS = Hospital.__table__
AMBASSADORS = Ambassador.__table__
MOST_COMMITTEES = 200
SUPPORTERS = Supporter.__table__
INSTITUTIONS = Institution.__table__


class WithPartner(Protocol):
    """Enough of an agreement to look up what is known of it."""

    @property
    def id(self) -> int: ...
    @property
    def partner_id(self) -> int | None: ...


@dataclass(frozen=True)
class Known:
    """What is on record of several cases, by their ids; of committees by the ids of their institutions."""

    receptions: Mapping[int, Reception]
    committees: Mapping[int, date | None]


def known_of_cases(agreements: Sequence[WithPartner], proofs: Set[Proof], committees: bool = True) -> Known:
    """Two statements at most, however many cases there are; none for proofs that no gate of theirs wants.

    Without `committees` no case names one yet.
    """
    ids = [agreement.id for agreement in agreements]
    return Known(
        receptions=_receptions(ids) if proofs & {Proof.RECEIVED, Proof.SCORED} else {},
        committees=_committees() if committees and Proof.COMMITTEE_FORMED in proofs else {},
    )


def proofs_of_partners(agreements: Sequence[WithPartner], proofs: Set[Proof]) -> dict[int | None, dict[str, Any]]:
    """Kind, registration, roster and basis of the partners, by their ids, as fields of `rules.case.Case`."""
    ids = {agreement.partner_id for agreement in agreements if agreement.partner_id}
    if not ids:
        return {}
    statement = (
        select(
            PARTNERS.id,
            PARTNERS.kind,
            HOSPITALS.c.registration_no,
            HOSPITALS.c.registration_until,
            _has_basis(AMBASSADORS.c).label("has_basis"),
        )
        .outerjoin(HOSPITALS, HOSPITALS.c.id == PARTNERS.id)
        .outerjoin(AMBASSADORS, AMBASSADORS.c.id == PARTNERS.id)
        .where(PARTNERS.id.in_(ids))
    )
    rosters = _rosters(ids) if Proof.ROSTER in proofs else {}
    return {
        row.id: {
            "kind": row.kind,
            "registration": Registration(row.registration_no, row.registration_until)
            if row.kind == "hospital"
            else None,
            "roster": rosters.get(row.id) if row.kind == "group" else None,
            "has_basis": bool(row.has_basis),
        }
        for row in db.session.execute(statement)
    }


def _has_basis(columns: Any) -> Any:
    """A person's data is held on a legal basis, by consent on a known day, and until a known day."""
    return and_(
        columns.legal_basis != "",
        columns.retain_until.is_not(None),
        or_(columns.legal_basis != "consent", columns.consented_on.is_not(None)),
    )


def _receptions(ids: Sequence[int]) -> dict[int, Reception]:
    statement = (
        select(
            Agreement.id,
            RecruitmentRound.title,
            RecruitmentRound.opens_on,
            RecruitmentRound.closes_on,
            RecruitmentRound.pass_mark,
        )
        .join(RecruitmentRound, RecruitmentRound.id == Agreement.round_id)
        .where(Agreement.id.in_(ids))
    )
    return {
        row.id: Reception(row.title, row.opens_on, row.closes_on, row.pass_mark)
        for row in db.session.execute(statement)
    }


def _committees() -> dict[int, date | None]:
    """All of them, of which there are few: one that is only being typed is looked up as well."""
    statement = select(INSTITUTIONS.c.id, INSTITUTIONS.c.formed_on).where(INSTITUTIONS.c.type == "committee")
    return {row.id: row.formed_on for row in db.session.execute(statement.limit(MOST_COMMITTEES))}


def _rosters(ids: set[int]) -> dict[int, Roster]:
    without = func.sum(case((_has_basis(SUPPORTERS.c), 0), else_=1))
    statement = (
        select(SUPPORTERS.c.cohort_id, func.count(), without)
        .join(Partner, Partner.id == SUPPORTERS.c.id)
        .where(SUPPORTERS.c.cohort_id.in_(ids), Partner.trashed_at.is_(None))
        .group_by(SUPPORTERS.c.cohort_id)
    )
    return {row[0]: Roster(row[1], int(row[2] or 0)) for row in db.session.execute(statement)}
