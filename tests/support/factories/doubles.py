"""A second record of a partner, and everything that may hang on one: for merging."""

from datetime import date

from partners.accounts.rules import SignedIn
from partners.agreements.models import GateFact
from partners.directory import actions
from partners.directory.actions.names import write_names
from partners.directory.models import Partner
from partners.directory.queries import get_partner
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.interactions.actions.follow_ups import Step, plan_follow_up
from partners.search import actions as search
from tests.support.factories import agreements, contacts, interactions
from tests.support.factories import directory as make


def double_of(by: SignedIn, name: str = "광주남구") -> Partner:
    """광주 남구 once more, without its province: as older lists brought it in, past today's question."""
    known = {"aliases": ["빛고을 남구"], "tags": ["옛 목록", "도시"], "name_en": "Nam-gu of Gwangju"}
    place = {"address": "광주광역시 남구 봉선로 1", "lat": 35.13, "lon": 126.9}
    double = make.city(by, f"{name} 옛 기록", region="제주", **known, **place)
    double.name_ko, double.region = name, ""
    write_names(double)
    return double


def hang_on(double: Partner, partner_id: int, by: SignedIn, manager: SignedIn) -> None:
    """Put on a record everything that points at partners; some of it at both."""
    one = double.id
    actions.tag_partner(get_partner(partner_id), ["도시"], by)
    both = interactions.gift([one, partner_id], by)
    interactions.gift([one], by, title="옛 기록의 방문", date="'20.5.6.")
    contacts.contact(by, one, "김옛날")
    actions.add_document(get_partner(one), "loi", "옛 의향서", by=by, dated_on=date(2020, 5, 6))
    actions.take_over(
        get_partner(one), "mou", "예전 양해각서", "옛 목록 3행", date(2020, 10, 31), manager, signed_on=date(2019, 5, 6)
    )
    case = agreements.case_at_home(by, partner=get_partner(one))
    db.session.add(GateFact(agreement_id=case.id, turn=1, gate="review", body_id=one, recorded_at=now(), by_id=by.id))
    plan_follow_up(Step(title="옛 기록 확인", due_on=date(2020, 12, 1)), by, partner=one)
    plan_follow_up(Step(title="답신 확인"), by, interaction=both)
    interactions.association_of(get_partner(one), by, "옛 기록 친선협회")
    before = make.city(by, "옛 남구", region="전남")
    actions.edit_partner(get_partner(before.id), {"successor_id": one}, before.version, by)
    for record_id in (one, partner_id):
        search.note_opened("partner", record_id, by)
    search.pin("partner", one, by)
