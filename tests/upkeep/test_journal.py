"""The journal of acts: an act taken back leaves every row as it was, or refuses and names what has changed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update

from partners.accounts.rules import SignedIn
from partners.directory import actions
from partners.directory.models import Partner, PartnerAlias, PartnerNameKey, PartnerStanding, PartnerTag, Tag
from partners.foundation.database import db
from partners.interactions.actions.follow_ups import Step, plan_follow_up
from partners.interactions.models import FollowUp, InteractionPartner
from partners.upkeep.actions.forgetting import forget, forget_old_acts
from partners.upkeep.actions.journal import photographing
from partners.upkeep.actions.undoing import undo_act
from partners.upkeep.models import Act, ActImage
from partners.upkeep.queries.acts import get_act
from partners.upkeep.queries.rows import Frame
from partners.upkeep.rules.acts import UNDO_WINDOW, NotToBeUndone, Obstructed, Since
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.traces import OF_ACTS, fingerprint

GOSEONG, OTHER = 1, 2
#: Of every kind of change: a row moved, made and taken away, links between rows, indexes of the search.
FRAMES = (
    Frame(Partner.id, [GOSEONG, OTHER]),
    Frame(PartnerAlias.partner_id, [GOSEONG, OTHER]),
    Frame(PartnerNameKey.partner_id, [GOSEONG, OTHER]),
    Frame(InteractionPartner.partner_id, [GOSEONG, OTHER]),
    Frame(PartnerStanding.partner_id, [GOSEONG, OTHER]),
    Frame(PartnerTag.partner_id, [GOSEONG, OTHER]),
    Frame(Tag.name_key, ["시험"]),
    Frame(FollowUp.partner_id, [GOSEONG, OTHER]),
)


def _shake(by: SignedIn) -> int:
    """Change two partners in every way that the frames allow; returns the id of the act."""
    with photographing("merge", FRAMES, by=by, about={Partner: [GOSEONG, OTHER]}, reason="시험") as act:
        partner = db.session.get_one(Partner, GOSEONG)
        actions.tag_partner(partner, ["시험"], by)
        plan_follow_up(Step(title="확인"), by, partner=GOSEONG)
        gone = update(Partner).where(Partner.id == OTHER)
        db.session.execute(gone.values(lat=1.25, search_terms="없는 말", version=9, successor_id=GOSEONG))
        db.session.execute(update(PartnerAlias).values(partner_id=OTHER).where(PartnerAlias.partner_id == GOSEONG))
        db.session.execute(delete(PartnerNameKey).where(PartnerNameKey.partner_id == OTHER))
        links = select(InteractionPartner.interaction_id).where(InteractionPartner.partner_id == OTHER)
        db.session.execute(
            delete(InteractionPartner).where(
                InteractionPartner.partner_id == GOSEONG, InteractionPartner.interaction_id.in_(links)
            )
        )
        db.session.execute(
            update(InteractionPartner).values(partner_id=GOSEONG).where(InteractionPartner.partner_id == OTHER)
        )
    return act.id


def _done(office: Office) -> int:
    with office.writing():
        return _shake(office.person("manager"))


def _undo(office: Office, act_id: int, username: str = "manager") -> None:
    with office.writing():
        undo_act(get_act(act_id), office.person(username))


def _refused(office: Office, act_id: int) -> set[tuple[str, Since]]:
    before = fingerprint(office)
    with pytest.raises(Obstructed) as refused:
        _undo(office, act_id)
    assert fingerprint(office) == before
    return {(one.table, one.since) for one in refused.value.obstacles}


def test_an_act_taken_back_leaves_every_row_as_it_was(report: Office) -> None:
    before = fingerprint(report, OF_ACTS)
    act_id = _done(report)
    assert fingerprint(report, OF_ACTS) != before
    _undo(report, act_id)
    assert fingerprint(report, OF_ACTS) == before
    with report.writing() as session:
        if report.database.name == "sqlite":
            # Raises when the index says anything else than the rows.
            session.execute(text("INSERT INTO partners_terms (partners_terms) VALUES ('integrity-check')"))
        with pytest.raises(NotToBeUndone):
            undo_act(get_act(act_id), report.person("manager"))


def test_what_changed_since_is_named_and_nothing_is_put_back(report: Office) -> None:
    act_id = _done(report)
    with report.writing() as session:
        tag = session.scalars(select(Tag).where(Tag.name == "시험")).one()
        other = session.get_one(Partner, 3)
        actions.tag_partner(other, ["시험"], report.person("manager"))
        session.get_one(Partner, OTHER).note = "그 뒤에 적은 말"
        session.execute(delete(PartnerTag).where(PartnerTag.tag_id == tag.id, PartnerTag.partner_id == GOSEONG))
    found = _refused(report, act_id)
    assert {("tags", Since.IN_USE), ("partners", Since.CHANGED), ("partner_tags", Since.GONE)} <= found


def test_what_follows_from_other_records_stands_in_nobodys_way(report: Office) -> None:
    """A standing that has moved on is computed anew."""
    act_id = _done(report)
    with report.writing() as session:
        session.execute(
            update(PartnerStanding).where(PartnerStanding.partner_id == GOSEONG).values(follow_up_title="다른 일")
        )
    _undo(report, act_id)
    with report.reading() as session:
        assert session.get_one(PartnerStanding, GOSEONG).follow_up_title == ""


def test_only_who_did_it_and_a_manager_take_it_back(report: Office) -> None:
    with report.writing():
        mine = _shake(report.person("exchange"))
    with pytest.raises(Exception, match="403"):
        _undo(report, mine, "medical")
    _undo(report, mine, "exchange")


def test_rows_as_they_were_go_with_the_time_to_take_back(report: Office) -> None:
    act_id = _done(report)
    with report.writing() as session:
        session.get_one(Act, act_id).at -= UNDO_WINDOW + timedelta(minutes=1)
    with report.writing() as session:
        forget_old_acts()
        assert session.scalars(select(ActImage)).all() == []
        with pytest.raises(NotToBeUndone):
            undo_act(get_act(act_id), report.person("manager"))


def test_a_persons_data_is_destroyed_in_acts_as_well(report: Office) -> None:
    with report.writing() as session:
        one = make.partner(report.person("manager"), "ambassador").id
        frames = [Frame(Partner.id, [one]), Frame(PartnerAlias.partner_id, [one])]
        told: dict[str, Any] = {"partner_id": one, "name": "감출 이름", "name_key": "감출이름", "is_reference": False}
        with photographing("merge", frames, by=report.person("manager"), about={Partner: [one]}, reason="본명") as act:
            session.execute(insert(PartnerAlias).values(told))
            session.execute(
                update(Partner).where(Partner.id == one).values(note="감출 말", version=Partner.version + 1)
            )
        act_id = act.id
    with report.writing() as session:
        assert forget("partners", [one]) == 2
        kept = [repr((image.before, image.after)) for image in session.scalars(select(ActImage))]
        assert not any("감출" in image for image in kept)
        assert session.get_one(Act, act_id).reason == ""
        with pytest.raises(NotToBeUndone):
            undo_act(get_act(act_id), report.person("manager"))
