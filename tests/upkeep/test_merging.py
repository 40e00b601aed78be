"""Two records of one partner become one: nothing is lost, the old address leads on, and all of it can be taken back."""

from typing import Any

import pytest
from sqlalchemy import func, select, text

from partners.agreements.models import Agreement
from partners.directory.models import ContactPost, Document, Partner, PartnerStanding, PartnerTag, Tie
from partners.directory.queries import get_partner
from partners.interactions.models import FollowUp, InteractionPartner
from partners.lists.tallies import tallies
from partners.search.models import SearchMark
from partners.upkeep.actions.merging import Decisions, merge_partners
from partners.upkeep.actions.undoing import undo_act
from partners.upkeep.queries.acts import get_act
from partners.upkeep.queries.merging import pointing_columns
from partners.upkeep.rules.carrying import CARRYING
from tests.support.factories import doubles
from tests.support.office import Office
from tests.support.traces import OF_ACTS, fingerprint

NAMGU = 5
#: Of tallies the sums count, not the lines.
KEPT = OF_ACTS | {"tallies"}


@pytest.fixture
def double(report: Office) -> int:
    """The id of a second record of 광주 남구, on which hangs everything that may."""
    with report.writing():
        by = report.person("exchange")
        double = doubles.double_of(by)
        doubles.hang_on(double, NAMGU, by, report.person("manager"))
        return double.id


def test_every_column_that_points_at_partners_is_decided() -> None:
    assert pointing_columns() == CARRYING.keys(), "Say in upkeep/rules/carrying.py what merging does with it."


def test_nothing_is_lost_and_taken_back_every_row_is_as_it_was(report: Office, double: int) -> None:
    before, counted = fingerprint(report, KEPT), _tallies(report)
    hung = _hung_on(report, double)
    act_id = _merged(report, double)
    assert _hung_on(report, double) == dict.fromkeys(hung, 0)
    assert min(hung.values()) > 0
    with report.reading() as session:
        kept = get_partner(NAMGU)
        assert {"광주남구", "빛고을 남구"} <= {alias.name for alias in kept.aliases}
        assert (kept.name_ko, kept.region) == ("광주 남구", "광주")
        assert session.get_one(PartnerStanding, double).interaction_count == 0
        marks = session.scalars(select(SearchMark).where(SearchMark.record == "partner")).all()
        assert [(mark.record_id, mark.pinned_at is not None) for mark in marks] == [(NAMGU, True)]
    with report.writing() as session:
        undo_act(get_act(act_id), report.person("manager"))
        if report.database.name == "sqlite":
            for index in ("partners_terms", "interactions_terms"):
                session.execute(text(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')"))
    after = fingerprint(report, KEPT)
    assert [table for table, digest in before.items() if after[table] != digest] == []
    assert _tallies(report) == counted


HANGS: dict[str, Any] = {
    "interactions": InteractionPartner.partner_id,
    "contacts": ContactPost.partner_id,
    "ties": Tie.partner_id,
    "agreements": Agreement.partner_id,
    "documents": Document.partner_id,
    "follow_ups": FollowUp.partner_id,
    "tags": PartnerTag.partner_id,
    "successors": Partner.successor_id,
}


def _tallies(office: Office) -> dict[str, int]:
    with office.reading():
        return tallies()


def _hung_on(office: Office, partner_id: int) -> dict[str, int]:
    with office.reading() as session:
        counts = {name: select(func.count()).where(column == partner_id) for name, column in HANGS.items()}
        return {name: session.scalar(statement) or 0 for name, statement in counts.items()}


def _merged(office: Office, gone_id: int, username: str = "manager", **decided: Any) -> int:
    with office.writing():
        gone, kept = get_partner(gone_id), get_partner(NAMGU)
        versions = (gone.version, kept.version)
        return merge_partners(gone, kept, versions, Decisions(**decided), office.person(username)).id
