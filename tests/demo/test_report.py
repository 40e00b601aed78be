"""The report's figures, counted from the records through the same queries that the pages use."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partners.agreements.models import Agreement, CouncilSession, GateFact, Motion, StageMove
from partners.directory import queries as directory
from partners.directory.kinds.group.model import Group
from partners.directory.kinds.institution.model import Institution
from partners.directory.models import Document, Partner, PartnerAlias, Tie
from partners.interactions import queries as interactions
from partners.interactions.models import Interaction, InteractionPartner, Occurrence
from partners.lists.tallies import tallies
from tests.support.office import Office

BASE_DATE = date(2020, 10, 31)


@pytest.fixture
def records(report: Office) -> Iterator[Session]:
    with report.reading() as session:
        yield session


def named(session: Session, name: str) -> Partner:
    return session.execute(select(Partner).where(Partner.name_ko == name)).scalar_one()


def titled(session: Session, part: str) -> Interaction:
    return session.execute(select(Interaction).where(Interaction.title.contains(part))).scalar_one()


def test_as_many_partners_as_the_report_names(records: Session) -> None:
    counts = Counter(records.scalars(select(Partner.kind)))
    assert counts == {"city": 10, "hospital": 10, "institution": 16, "group": 9}
    assert sum(counts.values()) == 45


def test_groups_are_counted_as_nobody(records: Session) -> None:
    counts = tallies()
    assert counts.get("partners.company", 0) == 0, "No company is named in the report."
    assert counts.get("partners.ambassador", 0) == 0
    assert counts.get("partners.supporter", 0) == 0
    members = Counter(records.scalars(select(Group.member_kind)))
    assert members["ambassador"] == 3
    assert members["company"] == members["supporter"] == 1


def test_eight_sister_cities_five_at_home_and_three_abroad(records: Session) -> None:
    ties = select(Partner.name_ko, Partner.country).join(Tie).where(Tie.type == "sister", Tie.status == "active")
    cities = dict(records.execute(ties).all())
    assert {name for name, country in cities.items() if country == "KR"} == {
        "고성군", "영암군", "청양군", "충주시", "광주 남구",
    }  # fmt: skip
    assert {name for name, country in cities.items() if country != "KR"} == {"문두구구", "기시와다시", "몬테레이파크시"}


def test_the_board_rests_the_same_cities(records: Session) -> None:
    at_home = directory.ties_at_rest(["sister"], foreign=False)
    abroad = directory.ties_at_rest(["sister", "friendship"], foreign=True)
    assert len(at_home) == 5
    assert Counter(row.type for row in abroad) == {"sister": 3, "friendship": 1}


def test_one_friendship_that_holds_only_a_letter_of_intent(records: Session) -> None:
    friend = records.execute(select(Partner).join(Tie).where(Tie.type == "friendship")).scalar_one()
    assert (friend.name_ko, friend.country, friend.region) == ("황포구", "CN", "상해시")
    documents = records.execute(select(Document)).scalars().all()
    assert [(one.partner_id, one.type, one.dated_on) for one in documents] == [(friend.id, "loi", date(2019, 2, 18))]
    tie = records.execute(select(Tie).where(Tie.type == "friendship")).scalar_one()
    assert tie.signed_on is None, "The day of the letter is not the day of an agreement."


def test_ten_hospitals_in_the_zone_and_in_nothing_else(records: Session) -> None:
    rows = records.execute(select(Partner, Tie).join(Tie).where(Partner.kind == "hospital")).all()
    assert len(rows) == 10
    assert {(tie.type, tie.frame, tie.ends_on) for _partner, tie in rows} == {
        ("zone_operator", "영등포 스마트메디컬특구", date(2022, 12, 31))
    }


def test_every_tie_was_taken_over_for_the_base_date_of_the_report(records: Session) -> None:
    ties = records.scalars(select(Tie)).all()
    assert len(ties) == 19
    assert {(tie.origin, tie.base_date) for tie in ties} == {("take_over", BASE_DATE)}
    assert all(tie.reason and tie.source.startswith("주요업무 보고") for tie in ties)


def test_only_gwangju_has_a_known_day(records: Session) -> None:
    known = records.execute(
        select(Partner.name_ko, Tie.signed_on, Tie.ceremony_on).join(Tie).where(Tie.signed_on.is_not(None))
    ).all()
    assert [tuple(row) for row in known] == [("광주 남구", date(2020, 7, 7), date(2020, 10, 14))]


def test_two_cases_under_way_and_not_one_more(records: Session) -> None:
    cases = records.scalars(select(Agreement).order_by(Agreement.id)).all()
    abroad, at_home = cases
    assert (abroad.pipeline, abroad.stage, abroad.state) == ("city_foreign", "approach", "open")
    assert abroad.partner_id == named(records, "나베현").id
    assert (abroad.target_text, abroad.target_start, abroad.target_end) == (
        "'21. 상반기", date(2021, 1, 1), date(2021, 6, 30),
    )  # fmt: skip
    assert (at_home.pipeline, at_home.stage, at_home.state) == ("city_domestic", "region_target", "open")
    assert at_home.partner_id is None
    assert at_home.target_regions == ["강원도", "경기도"]
    for case in cases:
        assert case.stage_entered_on is None, "The report does not say since when."
        assert case.as_of_date == BASE_DATE
        assert (case.next_action, case.next_due_on, case.owner_id) == ("", None, None)


def test_nothing_is_told_of_gates_or_the_council(records: Session) -> None:
    assert records.scalar(select(func.count()).select_from(GateFact)) == 0
    assert records.scalar(select(func.count()).select_from(Motion)) == 0
    assert records.scalar(select(func.count()).select_from(StageMove)) == 2
    session = records.execute(select(CouncilSession)).scalar_one()
    assert (session.number, session.kind, session.ordinal) == (227, "regular", 2)
    assert (session.starts_on, session.ends_on) == (date(2020, 11, 20), date(2020, 12, 23))


def test_twenty_five_interactions(records: Session) -> None:
    assert tallies()["interactions"] == 25


def test_three_donations_of_unknown_worth(records: Session) -> None:
    donations = interactions.donations_received(2020)
    assert (donations.number, donations.known_won, donations.unknown) == (3, 0, 3)


def test_aid_of_four_million_won(records: Session) -> None:
    assert interactions.aid_given_won(2020) == 4_000_000
    aid = titled(records, "구호물품")
    assert (aid.amount_won, aid.amount_approx, aid.amount_text) == (4_000_000, True, "총 4,000천원 상당")
    assert (aid.is_dated, aid.fiscal_year, aid.date_text) == (False, 2020, "")


def test_three_sister_cities_fell_silent(records: Session) -> None:
    silent = [city.name_ko for city in directory.silent_cities()]
    assert sorted(silent) == ["고성군", "몬테레이파크시", "문두구구"]


def test_a_donation_of_two_cities_is_one_record(records: Session) -> None:
    donation = titled(records, "농특산물")
    givers = select(Partner.name_ko).join(InteractionPartner).where(InteractionPartner.interaction_id == donation.id)
    assert set(records.scalars(givers)) == {"영암군", "청양군"}


def test_two_dates_in_one_line(records: Session) -> None:
    signing = titled(records, "광주 남구와의 상호결연")
    times = records.scalars(
        select(Occurrence).where(Occurrence.interaction_id == signing.id).order_by(Occurrence.position)
    ).all()
    assert [(time.starts_on, time.label, time.year_implied) for time in times] == [
        (date(2020, 7, 7), "체결", False),
        (date(2020, 10, 14), "협정식", True),
    ]


def test_a_letter_to_nobody_in_particular(records: Session) -> None:
    letter = titled(records, "서한문")
    assert (letter.recipients_unspecified, letter.recipients_text) == (True, "국외 교류도시")
    links = select(func.count()).select_from(InteractionPartner).where(InteractionPartner.interaction_id == letter.id)
    assert records.scalar(links) == 0


def test_a_channel_that_runs_into_the_next_year_counts_in_its_own(records: Session) -> None:
    channel = titled(records, "다국어 SNS 채널")
    time = records.execute(select(Occurrence).where(Occurrence.interaction_id == channel.id)).scalar_one()
    assert (time.starts_on, time.ends_on, time.precision) == (date(2020, 5, 1), date(2021, 1, 31), "month")
    assert channel.fiscal_year == 2020


def test_unknown_days_stay_unknown(records: Session) -> None:
    undated = records.scalars(select(Interaction.title).where(~Interaction.is_dated)).all()
    assert len(undated) == 5
    dated = records.scalars(select(Interaction).where(Interaction.is_dated)).all()
    assert {interaction.fiscal_year for interaction in dated} == {2020}


def test_all_that_is_general_knowledge_is_marked(records: Session) -> None:
    for partner in records.scalars(select(Partner)):
        values = {name: getattr(partner, name) for name in ("name_en", "name_native", "address", "lat", "lon")}
        told = {name for name, value in values.items() if value not in ("", None)}
        assert told == set(partner.reference_fields), partner.name_ko
        assert (partner.point_confidence is None) == (partner.lat is None), partner.name_ko


def test_the_point_of_kim_eye_hospital_has_to_be_checked(records: Session) -> None:
    assert named(records, "김안과병원").point_confidence == "low"


def test_what_people_type_is_an_alias(records: Session) -> None:
    aliases = select(Partner.name_ko).join(PartnerAlias).where(PartnerAlias.name.in_(["CM병원", "씨엠병원"]))
    assert set(records.scalars(aliases)) == {"씨엠(CM)병원"}
    known = select(Partner.name_ko).join(PartnerAlias).where(PartnerAlias.name == "전남 영암군")
    assert records.scalars(known).all() == ["영암군"]
    reference = select(PartnerAlias.is_reference).where(PartnerAlias.name == "황푸구")
    assert records.scalars(reference).all() == [True]


def test_an_association_belongs_to_its_city(records: Session) -> None:
    association = named(records, "기시와다시 일한친선협회")
    assert isinstance(association, Institution)
    assert association.related_partner_id == named(records, "기시와다시").id


def test_a_committee_that_is_not_formed_yet(records: Session) -> None:
    planned = records.scalars(select(Institution).where(Institution.is_planned)).all()
    assert [(one.name_ko, one.type) for one in planned] == [("사회공헌위원회", "committee")]
    assert named(records, "영등포구의회").kind == "institution"
