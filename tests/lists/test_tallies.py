"""What the menu counts: kept by the database, whoever writes."""

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from partners.agreements.models import Agreement
from partners.demo.volume.bulk import table_of
from partners.directory.models import Partner, PartnerStanding, PartnerTab, Tie
from partners.foundation.clock import now
from partners.interactions.models import Interaction
from partners.lists.tallies import STAMP, Tally, fold_tallies, stamps, tallies
from tests.support.counted import assert_lists_count_right, counted
from tests.support.office import Office
from tests.support.visitor import Visitor


def test_tallies_follow_rows_that_any_statement_writes(report: Office) -> None:
    with report.writing() as session:
        cities = update(Partner).where(Partner.kind == "city")
        session.execute(cities.where(Partner.id % 2 == 0).values(trashed_at=now()))
        session.execute(cities.where(Partner.id % 4 == 0).values(trashed_at=None))
        # Changed again, and what was archived stays so: nothing came and nothing went.
        session.execute(cities.where(Partner.id % 2 == 0, Partner.trashed_at.is_not(None)).values(trashed_at=now()))
        session.execute(update(Interaction).where(Interaction.id < 5).values(voided_at=now()))
        # Three more of which one is void, and one of them gone again.
        rows = Interaction.__table__
        copied = [column for column in rows.c if column.name != "id"]
        session.execute(insert(rows).from_select(copied, select(*copied).where(rows.c.id.in_((4, 5, 6)))))  # type: ignore[arg-type]
        last = select(func.max(rows.c.id)).scalar_subquery()
        session.execute(delete(rows).where(rows.c.id == last))  # type: ignore[arg-type]
        _change_ties_and_cases(session)
    with report.writing() as session:
        assert_lists_count_right()
        told = counted()
        stamped = stamps("teams", "users")
        fold_tallies()
        assert session.scalar(select(func.count(Tally.name.distinct()))) == session.scalar(select(func.count(Tally.id)))
        assert (tallies(), stamps("teams", "users")) == (told, stamped)
        # And so says who counts everything anew.
        session.execute(delete(Tally).where(~Tally.name.startswith(STAMP)))
        session.execute(delete(PartnerTab))
    report.app.test_cli_runner().invoke(args=["standings", "rebuild"])
    with report.writing():
        assert_lists_count_right()


def test_the_menu_says_at_once_what_was_archived(report: Office, manager: Visitor) -> None:
    def said() -> list[str]:
        return [node.text for node in manager.visit("directory.index").all(".nav-count")]

    before = said()
    with report.writing() as session:
        session.execute(update(Partner).where(Partner.id == 1).values(trashed_at=now()))
    # Of all partners, and of the cities below them.
    assert [int(number) for number in said()] == [int(number) - (at < 2) for at, number in enumerate(before)]


def _change_ties_and_cases(session: Session) -> None:
    """Ties begin, end, go, change their type and their partner; cases end, are signed and lose their partner."""
    ties, agreements, standings = table_of(Tie), table_of(Agreement), table_of(PartnerStanding)
    cities = session.scalars(select(Partner.id).where(Partner.kind == "city").order_by(Partner.id)).all()
    words = {column.name: "" for column in ties.c if not column.nullable and column.type.python_type is str}
    told = {"recorded_at": now(), "origin": "take_over", "version": 1, "type": "mou", "status": "active"}
    session.execute(insert(ties), [{**words, **told, "partner_id": city} for city in cities[:4]])
    session.execute(update(ties).where(ties.c.id % 5 == 0).values(status="ended"))
    session.execute(update(ties).where(ties.c.partner_id == cities[0]).values(partner_id=cities[-1]))
    of_fourth = ties.c.partner_id == cities[3]
    session.execute(update(ties).where(of_fourth, ties.c.type == "mou").values(type="friendship"))
    session.execute(delete(ties).where(ties.c.partner_id == cities[1], ties.c.type == "mou"))
    session.execute(update(agreements).where(agreements.c.id % 3 == 0).values(state="declined", partner_id=None))
    session.execute(update(agreements).where(agreements.c.id == 1).values(state="completed"))
    session.execute(update(standings).where(standings.c.partner_id % 2 == 0).values(agreement_id=1, pipeline="x"))
    session.execute(update(standings).where(standings.c.partner_id % 6 == 0).values(agreement_id=None))
    session.execute(delete(standings).where(standings.c.partner_id == cities[2]))
    session.execute(update(Partner).where(Partner.kind == "city", Partner.id % 3 == 0).values(country="JP"))
