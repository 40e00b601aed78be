"""What the menu counts: kept by the database, whoever writes."""

from sqlalchemy import delete, func, insert, select, update

from partners.directory.models import Partner
from partners.foundation.clock import now
from partners.interactions.models import Interaction
from partners.lists.tallies import Tally, fold_tallies, stamps, tallies
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
    with report.writing() as session:
        standing = select(Partner.kind, func.count()).where(Partner.trashed_at.is_(None)).group_by(Partner.kind)
        counted = {f"partners.{kind}": number for kind, number in session.execute(standing)}
        counted["interactions"] = session.scalar(select(func.count()).where(Interaction.voided_at.is_(None))) or 0
        assert tallies() == counted
        stamped = stamps("teams", "users")
        fold_tallies()
        assert session.scalar(select(func.count(Tally.name.distinct()))) == session.scalar(select(func.count(Tally.id)))
        assert (tallies(), stamps("teams", "users")) == (counted, stamped)


def test_the_menu_says_at_once_what_was_archived(report: Office, manager: Visitor) -> None:
    def said() -> list[str]:
        return [node.text for node in manager.visit("directory.index").all(".nav-count")]

    before = said()
    with report.writing() as session:
        session.execute(update(Partner).where(Partner.id == 1).values(trashed_at=now()))
    # Of all partners, and of the cities below them.
    assert [int(number) for number in said()] == [int(number) - (at < 2) for at, number in enumerate(before)]
