"""The volume data: written past the actions, and yet as the actions would have left it."""

from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select

from partners.agreements.actions import rebuild_standings as rebuild_cases
from partners.agreements.models import Agreement, Motion
from partners.agreements.vocabulary import OPEN
from partners.demo import volume
from partners.directory.actions import create_partner
from partners.directory.actions.names import write_names
from partners.directory.models import Contact, Document, Partner, PartnerNameKey, PartnerStanding, Tie
from partners.directory.queries import get_partner
from partners.foundation.database import db
from partners.foundation.hangul import SEPARATOR, search_terms, search_text
from partners.foundation.refusals import Refusal
from partners.interactions.actions import rebuild_standings
from partners.interactions.models import Interaction, InteractionPartner
from tests.support.counted import assert_lists_count_right
from tests.support.office import PASSWORD_HASH, Office, settings_of
from tests.support.visitor import Visitor

SIZE = volume.Size(partners=400, contacts=300, interactions=1500, agreements=200)


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_it_stands_as_if_people_had_written_it(office: Office) -> None:
    before = _structure(office)
    with office.writing():
        said = volume.load(office.settings, PASSWORD_HASH, SIZE)
    assert said.startswith("Loaded 400 partners, 300 contacts, 1500 interactions,")
    assert _structure(office) == before, "an index, a key or a trigger is missing"

    with office.writing():
        told = _standings()
        rebuild_standings()
        rebuild_cases()
        db.session.flush()
        assert _standings() == told
        assert_lists_count_right()
        _assert_names_are_those_of_the_action()
        _assert_interactions_are_found()
        _assert_the_others_are_found()

    with office.reading() as session:
        # The hottest partner has a tenth of all; sister ties abroad have their passed motion.
        per_partner = (
            select(func.count(InteractionPartner.interaction_id))
            .group_by(InteractionPartner.partner_id)
            .order_by(func.count(InteractionPartner.interaction_id).desc())
        )
        assert session.scalars(per_partner).first() == 150
        abroad = select(Agreement.id).where(Agreement.pipeline == "city_foreign", Agreement.stage == "sister_signed")
        cases = set(session.scalars(abroad))
        assert cases
        assert cases <= set(
            session.scalars(select(Motion.agreement_id).where(Motion.resolved_on < Agreement.signed_on))
        )
        assert session.scalar(select(func.count()).where(Agreement.state == OPEN)) > 50
        assert session.scalar(select(func.count()).where(Tie.status == "active")) > 20
        # Nobody can be reached by what stands there.
        assert not [
            one.id
            for one in session.scalars(select(Contact))
            if not (one.mobile.startswith("010-0000-") and one.email.endswith("@example.org"))
        ]
        hottest = session.scalars(
            select(InteractionPartner.partner_id)
            .group_by(InteractionPartner.partner_id)
            .order_by(func.count(InteractionPartner.interaction_id).desc())
        ).first()

    visitor = Visitor(office, "manager")
    visitor.visit("directory.show", partner_id=hottest)
    visitor.visit("directory.index", q="영암")
    visitor.visit("agreements.board", pipeline="city_foreign")
    # Whoever comes after it goes on with the numbers.
    with office.writing():
        assert (
            create_partner(
                "city", {"name_ko": "새 도시", "country": "KR", "region": "강원"}, by=office.person("manager")
            ).id
            == 401
        )


def test_it_keeps_out_of_real_records(report: Office, tmp_path: Path) -> None:
    result = report.app.test_cli_runner().invoke(args=["bench", "load", "--partners", "10"])
    assert (result.exit_code, "other records" in result.output) == (1, True)
    production = settings_of(tmp_path, report.database.url, PARTNERS_MODE="production")
    with pytest.raises(Refusal), report.writing():
        volume.load(production, PASSWORD_HASH, SIZE)


def _structure(office: Office) -> dict[str, object]:
    """Indexes, foreign keys and triggers of each loaded table."""
    with office.reading() as session:
        inspector = inspect(session.connection())
        found: dict[str, object] = {
            table.name: (
                sorted(str(index["name"]) for index in inspector.get_indexes(table.name)),
                sorted(str(sorted(key["constrained_columns"])) for key in inspector.get_foreign_keys(table.name)),
            )
            for table in volume.LOADED
        }
        found["triggers"] = session.connection().exec_driver_sql(TRIGGERS[office.database.name]).all()
        return found


TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname::text, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
}


def _standings() -> list[tuple[object, ...]]:
    rows = select(*PartnerStanding.__table__.c).order_by(PartnerStanding.partner_id)
    return [tuple(row) for row in db.session.execute(rows)]


def _assert_names_are_those_of_the_action() -> None:
    for partner_id in db.session.scalars(select(Partner.id).where(Partner.id % 7 == 0)).all():
        partner = get_partner(partner_id)
        keys = set(db.session.scalars(select(PartnerNameKey.key).where(PartnerNameKey.partner_id == partner_id)))
        told = (partner.name_key, partner.section, partner.band, partner.search_text, partner.search_terms)
        write_names(partner)
        assert (partner.name_key, partner.section, partner.band, partner.search_text, partner.search_terms) == told
        again = set(db.session.scalars(select(PartnerNameKey.key).where(PartnerNameKey.partner_id == partner_id)))
        assert keys == again


def _assert_interactions_are_found() -> None:
    rows = select(Interaction, Partner.name_ko, Partner.name_en, Partner.name_native)
    rows = rows.join(InteractionPartner, InteractionPartner.interaction_id == Interaction.id)
    for one, *names in db.session.execute(rows.join(Partner).where(Interaction.id % 50 == 0)):
        texts = (one.title, one.item, *names, one.body)
        assert set(search_terms(*texts).split()) <= set(one.search_terms.split())
        assert set(search_text(*texts).split(SEPARATOR)) <= set(one.search_text.split(SEPARATOR))


def _assert_the_others_are_found() -> None:
    for model in (Contact, Agreement, Document):
        for one in db.session.scalars(select(model)):
            texts = [text for text in one.searched if text]
            told = (set(one.search_terms.split()), set(one.search_text.split(SEPARATOR)))
            assert told == (set(search_terms(*texts).split()), set(search_text(*texts).split(SEPARATOR)))
