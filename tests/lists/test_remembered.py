"""What page after page offers is read once, and anew as soon as anybody changed it."""

import pytest
from sqlalchemy import delete, update

from partners.accounts.models import Team, User
from partners.accounts.queries import team_names
from partners.agreements.models import PipelineSetting
from partners.directory.models import Tag, VocabularyTerm
from partners.foundation.clock import now
from partners.foundation.database import Base, db
from partners.lists.models import SavedView, ViewMark
from partners.lists.remembered import STAMPED, remembered
from partners.lists.tallies import stamps
from tests.support.counting import QueryCounter
from tests.support.office import Office
from tests.support.visitor import Visitor


def test_every_change_of_a_table_moves_its_stamp_and_no_other(at_work: Office) -> None:
    at = now()
    rows: tuple[Base, ...] = (
        Team(code="new", name="새 팀"),
        User(username="new", name="새 사람", role="viewer", password_hash="", created_at=at),
        Tag(name="새 말", name_key="새말", created_at=at),
        PipelineSetting(what="submission_days", recorded_at=at),
        VocabularyTerm(vocabulary="industry", code="new", label_ko="새 말"),
        SavedView(list="partners", name="새 보기", name_key="새보기", query="", owner_id=1, created_at=at),
        ViewMark(list="partners", user_id=1, ready_made="silent"),
    )
    assert {row.__tablename__ for row in rows} == STAMPED
    for row in rows:
        table, others = row.__table__, STAMPED - {row.__tablename__}
        seen, beside = [stamps(table.name)], stamps(*others)
        db.session.add(row)
        db.session.flush()
        seen.append(stamps(table.name))
        for change in (update(table).values(id=table.c.id), delete(table)):
            db.session.execute(change.where(table.c.id == row.id))  # type: ignore[attr-defined]
            seen.append(stamps(table.name))
        assert len(set(seen)) == len(seen), table.name
        assert stamps(*others) == beside


def test_a_process_sees_at_once_what_another_changed(report: Office, manager: Visitor, queries: QueryCounter) -> None:
    def statements_of_the_list() -> list[str]:
        with queries.counted() as statements:
            assert name in manager.visit("directory.index").html
        return [statement for statement in statements if "FROM teams" in statement]

    name = "국제협력팀"
    # Behind the back of whoever remembers: nothing but the database knows of it.
    with report.writing() as session:
        session.execute(update(Team).where(Team.code == "exchange").values(name=name))
    assert [len(statements_of_the_list()), len(statements_of_the_list())] == [1, 0]
    name = "국제교류과"
    with report.writing() as session:
        session.execute(update(Team).where(Team.code == "exchange").values(name=name))
    assert [len(statements_of_the_list()), len(statements_of_the_list())] == [1, 0]


def test_what_is_taken_back_was_never_remembered(office: Office) -> None:
    def named(team: int = 1) -> str:
        return team_names()[team]

    with office.reading():
        before = named()
    with pytest.raises(ZeroDivisionError), office.writing() as session:
        session.execute(update(Team).where(Team.id == 1).values(name="아직 아님"))
        assert named() == "아직 아님"
        raise ZeroDivisionError
    with office.reading():
        assert named() == before


def test_only_tables_with_a_stamp_are_remembered() -> None:
    with pytest.raises(ValueError, match="partners"):
        remembered("teams", "partners")
