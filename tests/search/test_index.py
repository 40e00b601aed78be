"""The index is right after whatever people do, on both databases; a command makes it right after anything else."""

from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select, text

from partners.accounts.rules import SignedIn
from partners.agreements import actions as agreements
from partners.agreements.models import Agreement
from partners.agreements.pipelines import PIPELINES
from partners.directory import actions as directory
from partners.directory.actions.contacts import edit_contact
from partners.directory.models import Contact, ContactPost, Document, Partner
from partners.directory.queries import get_partner
from partners.directory.queries.search import names_by_id
from partners.foundation.database import db
from partners.foundation.hangul import search_terms, search_text
from partners.foundation.refusals import Refusal
from partners.interactions import actions as interactions
from partners.interactions import queries as reading
from partners.interactions.models import Interaction
from partners.search.actions import rebuild_index
from tests.support.factories import contacts as people
from tests.support.factories.interactions import gift, typed
from tests.support.office import Office

MODELS: tuple[Any, ...] = (Partner, Contact, Agreement, Interaction, Document)
TEAM = 1
NAMES = ("영암군", "광주 남구", "씨엠(CM)병원", "岸和田市", "Nhà Bè", "ㅇㅇ마트", "가", "a" * 60, "👩‍🌾 Park")


def faults() -> list[str]:
    """Records whose search columns do not say what the record says, and indexes that differ from the columns."""
    db.session.flush()
    db.session.expire_all()
    wrong = []
    for model, meant in _meant():
        for row in db.session.execute(select(model.id, model.search_text, model.search_terms)):
            names = meant[row.id]
            same = {*row.search_text.split("\n")} == {*search_text(*names).split("\n")}
            if not same or {*row.search_terms.split()} != {*search_terms(*names).split()}:
                wrong.append(f"{model.__tablename__} {row.id}: {row.search_text!r}, not {names}")
    if db.engine.dialect.name == "sqlite":
        for model in MODELS:
            name = model.__tablename__
            # Raises when the index and the columns differ.
            db.session.execute(text(f"INSERT INTO {name}_terms ({name}_terms, rank) VALUES ('integrity-check', 1)"))
    return wrong


def _meant() -> Iterator[tuple[Any, dict[int, Any]]]:
    yield Partner, {one: names for batch in names_by_id() for one, names in batch.items()}
    yield Interaction, {one: names for batch in reading.texts_by_id() for one, names in batch.items()}
    for model in (Contact, Agreement, Document):
        yield model, {row.id: [name for name in row.searched if name] for row in db.session.scalars(select(model))}


def _last(model: Any) -> Any:
    return db.session.scalars(select(model).order_by(model.id.desc())).first()


def _partner(name: str) -> Partner:
    found = db.session.scalars(select(Partner.id).where(Partner.trashed_at.is_(None)).order_by(Partner.id.desc()))
    return get_partner([*found][len(name) % 3])


def _register(by: SignedIn, name: str, other: str) -> None:
    told = {"name_ko": name, "type": "association", "aliases": [other], "name_en": "Park", "country": "JP"}
    directory.create_partner("institution", {**told, "owner_team_id": TEAM}, by, confirmed=True)


def _rename(by: SignedIn, name: str, other: str) -> None:
    partner = _partner(name)
    values = {"name_ko": name, "aliases": [other, "다른 이름"], "name_native": other}
    directory.edit_partner(partner, values, partner.version, by, confirmed=True)


def _meet(by: SignedIn, name: str, other: str) -> None:
    people.contact(by, _partner(name).id, name, name_other=other)


def _correct_person(by: SignedIn, name: str, other: str) -> None:
    contact = _last(Contact)
    post = contact and db.session.scalars(select(ContactPost).where(ContactPost.contact_id == contact.id)).first()
    if contact:
        edit_contact(contact, post, get_partner(post.partner_id), {"name": name}, contact.version, by)


def _file(by: SignedIn, name: str, other: str) -> None:
    directory.add_document(_partner(name), "mou", name, by=by, number=other)


def _correct_document(by: SignedIn, name: str, other: str) -> None:
    document = _last(Document)
    values = {
        "type": document.type, "title": name, "number": other, "dated_on": None, "date_text": "", "languages": [],
        "source": "",
    }  # fmt: skip
    directory.edit_document(document, values, document.version, by)


def _log(by: SignedIn, name: str, other: str) -> None:
    gift([_partner(name).id, _partner(other).id], by, title=name, item=other, body=other * 9, team=TEAM)


def _correct(by: SignedIn, name: str, other: str) -> None:
    record = reading.get_interaction(_last(Interaction).id)
    interactions.correct(record, typed(record, title=name, partners=[_partner(other).id]), other, record.version, by)


def _void(by: SignedIn, name: str, other: str) -> None:
    record = reading.get_interaction(_last(Interaction).id)
    interactions.void(record, name, by)


def _start(by: SignedIn, name: str, other: str) -> None:
    pipeline = PIPELINES["city_domestic"]
    agreements.start_agreement(pipeline, by=by, owner_team_id=TEAM, title=name, target_regions=[other])


def _plan(by: SignedIn, name: str, other: str) -> None:
    plan = agreements.Plan(next_action=name, target_text=other)
    agreements.plan_next(_last(Agreement), plan, by=by)


def _archive(by: SignedIn, name: str, other: str) -> None:
    partner = _partner(name)
    directory.archive_partner(partner, other, partner.version, by)


DOING: dict[str, Callable[[SignedIn, str, str], None]] = {
    name.strip("_"): act
    for name, act in {**globals()}.items()
    if name in {
        "_register", "_rename", "_meet", "_correct_person", "_file", "_correct_document", "_log", "_correct", "_void",
        "_start", "_plan", "_archive",
    }
}  # fmt: skip
acts = some.tuples(some.sampled_from(sorted(DOING)), some.sampled_from(NAMES), some.sampled_from(NAMES))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=some.lists(acts, min_size=6, max_size=14))
def test_whatever_people_do_keeps_it_right(report: Office, at_work: Office, sequence: list[Any]) -> None:
    example = db.session.begin_nested()
    try:
        by = at_work.person("manager")
        for name, *told in sequence:
            request = db.session.begin_nested()
            try:
                DOING[name](by, *told)
                db.session.flush()
                request.commit()
            except Refusal:
                request.rollback()
        assert faults() == []
    finally:
        example.rollback()


def test_each_act_is_tried_and_found(report: Office, at_work: Office, head: SignedIn) -> None:
    """That the property above is about something: each act goes through once, and the last name is found."""
    for act in (
        _register, _rename, _meet, _correct_person, _file, _correct_document, _log, _correct, _start, _plan, _void,
    ):  # fmt: skip
        act(head, "새 이름", "岸和田市")
        assert faults() == [], act.__name__
    _log(head, "또 다른", "また")
    _rename(head, "새로운", "門頭溝")
    _rename(head, "남 이름", "門頭溝")
    assert faults() == [], "What names a partner is found by its new name."


def test_a_command_makes_it_right(report: Office) -> None:
    with report.writing() as session:
        people.contact(report.person("manager"), 2)
        versions = {model: session.scalars(select(model.version).order_by(model.id)).all() for model in MODELS}
        for model in MODELS:
            session.execute(text(f"UPDATE {model.__tablename__} SET search_text = 'x', search_terms = 'x'"))
    with report.writing():
        assert faults() != []
    said = report.app.test_cli_runner().invoke(args=("search", "rebuild"))
    assert said.exit_code == 0
    assert "partner: 45\n" in said.output
    with report.writing() as session:
        assert faults() == []
        assert versions == {model: session.scalars(select(model.version).order_by(model.id)).all() for model in MODELS}
        assert rebuild_index()["interaction"] == 25
