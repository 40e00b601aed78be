"""Logging, correcting and making void, and what each does to the partners' standing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy import func, select, update

from partners.accounts.rules import SignedIn
from partners.audit.queries import history_of
from partners.directory import queries as directory
from partners.directory.actions import edit_partner
from partners.directory.models import PartnerStanding
from partners.foundation.database import db
from partners.foundation.refusals import Refusal, Stale
from partners.interactions import actions, queries
from partners.interactions.models import Interaction
from partners.interactions.rules import InteractionFilter
from partners.lists.tallies import tallies
from tests.support.factories.interactions import association_of, city, gift, typed
from tests.support.office import Office


def standing(partner_id: int) -> dict[str, Any]:
    db.session.flush()
    table = PartnerStanding.__table__
    return dict(db.session.execute(select(table).where(table.c.partner_id == partner_id)).one()._mapping)


def all_standings() -> list[tuple[Any, ...]]:
    db.session.flush()
    table = PartnerStanding.__table__
    return [tuple(row) for row in db.session.execute(select(table).order_by(table.c.partner_id))]


def test_one_record_of_two_cities_counts_once(at_work: Office, officer: SignedIn) -> None:
    yeongam, cheongyang = city(officer, "영암군"), city(officer, "청양군")
    gift([yeongam.id, cheongyang.id], officer)
    assert tallies()["interactions"] == 1
    assert queries.donations_received(2020) == queries.Donations(number=1, known_won=0, unknown=1)
    for partner in (yeongam, cheongyang):
        stands = standing(partner.id)
        assert (stands["interaction_count"], stands["last_contact_on"]) == (1, date(2020, 3, 24))
        assert (stands["last_contact_dated"], stands["last_contact_kind"]) == (True, "donation_received")


def test_it_belongs_to_its_writers_team(at_work: Office, officer: SignedIn, head: SignedIn) -> None:
    partner = city(officer)
    assert gift([partner.id], officer, team=officer.team_id + 1).owner_team_id == officer.team_id
    assert gift([partner.id], head, team=officer.team_id).owner_team_id == officer.team_id
    with pytest.raises(Refusal) as raised:
        gift([partner.id], head)
    assert raised.value.field == "team"


def test_a_partner_that_is_not_there(at_work: Office, officer: SignedIn) -> None:
    with pytest.raises(Refusal) as raised:
        gift([10**6], officer)
    assert raised.value.field == "partners"
    assert db.session.scalar(select(func.count()).select_from(Interaction)) == 0


def test_what_an_association_gives_counts_for_its_city(at_work: Office, officer: SignedIn) -> None:
    """기시와다시 일한친선협회 → 기시와다시."""
    kishiwada = city(officer, "기시와다시", "JP", "오사카부")
    association = association_of(kishiwada, officer)
    gift([association.id], officer, date="", undated=True, item="지원금")
    stands = standing(kishiwada.id)
    assert (stands["interaction_count"], stands["last_contact_dated"], stands["last_contact_year"]) == (1, False, 2020)
    assert [row.item for row in queries.timeline_of([kishiwada.id, association.id])] == ["지원금"]
    assert len(queries.balance_of(kishiwada.id, 2020).received.gifts) == 1


def test_an_association_that_belongs_to_another_city_takes_its_gifts_along(at_work: Office, officer: SignedIn) -> None:
    before, after = city(officer, "기시와다시", "JP", "오사카부"), city(officer, "사카이시", "JP", "오사카부")
    association = association_of(before, officer)
    gift([association.id], officer)
    partner = directory.get_partner(association.id)
    edit_partner(partner, {"related_partner_id": after.id}, partner.version, by=officer)
    assert [standing(one.id)["interaction_count"] for one in (before, after)] == [0, 1]
    edit_partner(partner, {"related_partner_id": None}, partner.version, by=officer)
    assert [standing(one.id)["interaction_count"] for one in (before, after)] == [0, 0]


def test_the_latest_of_several_days_is_the_last_contact(at_work: Office, officer: SignedIn) -> None:
    partner = city(officer)
    gift([partner.id], officer, kind="signing", date="'20.7.7. / 10.14.", occurrence_labels="체결 / 협정식")
    stands = standing(partner.id)
    assert (stands["last_contact_on"], stands["last_contact_title"]) == (date(2020, 10, 14), "협정식")
    gift([partner.id], officer, kind="event", date="'20. 9. ~ 12.", title="온라인 발대식")
    assert standing(partner.id)["last_contact_text"] == "'20. 9. ~ 12."


def test_a_correction_keeps_both_values_and_the_reason(at_work: Office, officer: SignedIn) -> None:
    before, after = city(officer), city(officer)
    interaction = gift([before.id], officer)
    values = typed(interaction, partners=[after.id], date="'20. 3. 25.", item="마스크", amount="500천원")
    actions.correct(interaction, values, "날짜와 보낸 곳을 잘못 적음", interaction.version, officer)
    assert (interaction.amount_won, interaction.item, interaction.sort_on) == (500_000, "마스크", date(2020, 3, 25))
    assert (standing(before.id)["interaction_count"], standing(after.id)["interaction_count"]) == (0, 1)
    latest = history_of(interaction)[0]
    assert (latest.action, latest.reason, latest.who) == (
        "interaction:corrected",
        "날짜와 보낸 곳을 잘못 적음",
        officer.name,
    )
    changed = {change.field: (change.before, change.after) for change in latest.changes}
    assert changed["item"] == ("농특산물", "마스크")
    assert changed["partners"] == (f"[{before.id}]", f"[{after.id}]")
    assert "title" not in changed


def test_correcting_the_same_partners_and_days_again(at_work: Office, officer: SignedIn) -> None:
    """The rows of partners and days are written anew under their old keys."""
    interaction = gift([city(officer).id, city(officer).id], officer, date="'20.7.7. / 10.14.")
    version = interaction.version
    for title in ("한 번", "두 번"):
        interaction = queries.get_interaction(interaction.id)
        actions.correct(interaction, typed(interaction, title=title), "제목", interaction.version, officer)
        db.session.flush()
        db.session.expire_all()
    row = queries.view_of(interaction.id)
    assert (row.title, len(row.partners), len(row.occurrences)) == ("두 번", 2, 2)
    assert row.version > version


def test_a_correction_needs_a_reason_and_the_present_version(at_work: Office, officer: SignedIn) -> None:
    interaction = gift([city(officer).id], officer)
    with pytest.raises(Refusal) as raised:
        actions.correct(interaction, typed(interaction), "", interaction.version, officer)
    assert raised.value.field == "reason"
    with pytest.raises(Stale):
        actions.correct(interaction, typed(interaction), "제목", interaction.version - 1, officer)


def test_a_void_record_stays_but_counts_nowhere(at_work: Office, officer: SignedIn) -> None:
    partner = city(officer)
    interaction = gift([partner.id], officer)
    actions.void(interaction, "두 번 적음", officer)
    assert tallies()["interactions"] == 0
    assert queries.donations_received(2020).number == 0
    assert standing(partner.id)["interaction_count"] == 0
    assert queries.count_since([partner.id], None) == 0
    assert queries.balance_of(partner.id, 2020).is_empty
    row = queries.timeline_of([partner.id])[0]
    assert (row.is_void, row.void_reason, row.voided_by) == (True, "두 번 적음", officer.name)
    assert history_of(interaction)[0].reason == "두 번 적음"
    with pytest.raises(Refusal):
        actions.void(interaction, "또", officer)
    with pytest.raises(Refusal):
        actions.correct(interaction, typed(interaction), "되살리기", interaction.version, officer)


def test_standings_written_along_the_way_equal_those_built_anew(at_work: Office, officer: SignedIn) -> None:
    cities = [city(officer) for _ in range(4)]
    association = association_of(cities[3], officer)
    first = gift([cities[0].id, cities[1].id], officer)
    second = gift([cities[1].id], officer, date="'20.7.7. / 10.14.", occurrence_labels="체결 / 협정식")
    gift([association.id], officer, date="", undated=True)
    gift([cities[0].id], officer, date="'20. 9. ~ 12.")
    gift([cities[0].id, association.id], officer, date="2019. 5. 2.", title="그 전")
    gift([cities[3].id, association.id], officer, date="2020. 1. 1.")
    gift([cities[0].id], officer, date="'20. 12.", title="같은 끝")
    actions.correct(second, typed(second, partners=[cities[2].id]), "다른 곳", second.version, officer)
    actions.void(first, "두 번 적음", officer)
    along_the_way = all_standings()
    assert actions.rebuild_standings() == len(cities) + 1
    assert all_standings() == along_the_way


def test_standings_of_the_report_equal_those_built_anew(report: Office) -> None:
    with report.writing():
        along_the_way = all_standings()
        assert actions.rebuild_standings() == 45
        assert all_standings() == along_the_way


def test_the_command_builds_them_anew(report: Office) -> None:
    """All of it: what was logged, what is to follow, and the cases under way."""
    with report.writing() as session:
        along_the_way = all_standings()
        session.execute(
            update(PartnerStanding).values(interaction_count=0, agreement_id=None, pipeline=None, stage=None)
        )
    result = report.app.test_cli_runner().invoke(args=["standings", "rebuild"])
    assert (result.exit_code, result.output) == (0, "45 partners, 1 of them with a case under way.\n")
    with report.reading():
        assert all_standings() == along_the_way


def test_two_people_log_with_one_partner_at_the_same_moment(office: Office) -> None:
    """The second counts what the first has committed: no interaction is lost from the standing."""
    with office.writing():
        by = office.person("exchange")
        partner = city(by).id
    has_written = Event()

    def first() -> None:
        with office.writing():
            gift([partner], by)
            has_written.set()
            sleep(0.3)

    def second() -> None:
        has_written.wait(5)
        with office.writing():
            gift([partner], by, title="같은 날 두 번째")

    with ThreadPoolExecutor(2) as pool:
        for waited in [pool.submit(first), pool.submit(second)]:
            waited.result(10)
    with office.writing():
        along_the_way = all_standings()
        assert standing(partner)["interaction_count"] == 2
        assert standing(partner)["last_contact_title"] == "같은 날 두 번째"
        actions.rebuild_standings()
        assert all_standings() == along_the_way


def test_searching_by_a_partners_other_and_later_names(at_work: Office, officer: SignedIn) -> None:
    partner = city(officer, "황포구", "CN", "상해시")
    gift([partner.id], officer)
    edit_partner(partner, {"name_ko": "황푸구", "aliases": ["Huangpu"]}, partner.version, officer, "표기 변경")
    for text in ("황푸", "huangpu", "ㅎㅍㄱ"):
        assert queries.count_interactions(InteractionFilter(q=text)).number == 1, text


def test_searching_finds_titles_items_and_partners(at_work: Office, officer: SignedIn) -> None:
    partner = city(officer, "영암군")
    gift([partner.id], officer, body="코로나19 극복을 위한 물품")
    for text in ("영암", "ㅇㅇㄱ", "농특산물", "극복 농특", "극복을"):
        asked = InteractionFilter(q=text)
        assert queries.count_interactions(asked).number == 1, text
    assert queries.count_interactions(InteractionFilter(q="청양")).number == 0
