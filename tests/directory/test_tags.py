"""Tags: put on and taken off on a partner's page and in its form, one word one tag, and who may."""

import pytest
from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.directory import actions, queries
from partners.directory.models import Partner, PartnerTag, Tag
from partners.directory.rules.tags import MOST_TAGS, objection_to_tags, tag_names
from partners.foundation.refusals import Refusal, Stale
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.visitor import Visitor

GOSEONG, HOSPITAL = 1, 11


def _tags(office: Office, partner_id: int = GOSEONG) -> list[str]:
    with office.reading():
        return [tag.name for tag in queries.tags_of(partner_id)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("문화, 청소년", ["문화", "청소년"]),
        ("#문화，#청소년", ["문화", "청소년"]),
        ("문화 교류, 문화교류,문화·교류", ["문화 교류"]),
        ("Youth, YOUTH, ｙｏｕｔｈ", ["Youth"]),
        (" , ,, ", []),
        ("가\n나;다、라", ["가", "나", "다", "라"]),
    ],
)
def test_two_spellings_of_a_word_are_one_tag(typed: str, names: list[str]) -> None:
    assert tag_names(typed) == names


@pytest.mark.parametrize("words", [["가" * 31], ["★"], [f"태그{number}" for number in range(MOST_TAGS + 1)]])
def test_what_is_no_tag(words: list[str]) -> None:
    assert objection_to_tags(words)


def test_a_tag_is_put_on_and_taken_off_on_the_page(report: Office, exchange: Visitor) -> None:
    exchange.send("directory.tag", {"name": "문화 교류, 청소년"}, partner_id=GOSEONG)
    assert _tags(report) == ["문화 교류", "청소년"]
    page = exchange.visit("directory.show", partner_id=GOSEONG)
    assert page.link("문화 교류").endswith("/partners/?tag=%EB%AC%B8%ED%99%94+%EA%B5%90%EB%A5%98")
    form = page.form("/tags/1/remove")
    exchange.press(form)
    assert _tags(report) == ["청소년"]
    history = exchange.visit("directory.changes", partner_id=GOSEONG).text
    assert "태그" in history
    assert "문화 교류" in history


def test_htmx_gets_the_chips_only(report: Office, exchange: Visitor) -> None:
    page = exchange.send("directory.tag", {"name": "문화"}, expect=200, htmx=True, partner_id=GOSEONG)
    assert not page.is_whole
    assert page.one("#tags").text.startswith("태그 문화")
    refused = exchange.send("directory.tag", {"name": "★"}, expect=422, htmx=True, partner_id=GOSEONG)
    assert "글자나 숫자" in refused.text
    assert refused.field("name") == "★"


def test_another_spelling_is_the_tag_that_is_there(at_work: Office, officer: SignedIn) -> None:
    one, other = make.city(officer), make.city(officer)
    actions.tag_partner(one, ["문화 교류"], officer)
    actions.tag_partner(other, ["문화교류"], officer)
    actions.tag_partner(one, ["문화-교류"], officer)
    assert [tag.name for tag in queries.tags_of(other.id)] == ["문화 교류"]
    assert len(queries.tags_of(one.id)) == 1


def test_no_more_than_twenty(at_work: Office, officer: SignedIn) -> None:
    city = make.city(officer)
    actions.tag_partner(city, [f"태그{number}" for number in range(MOST_TAGS)], officer)
    with pytest.raises(Refusal):
        actions.tag_partner(city, ["하나 더"], officer)


def test_who_may_tag(report: Office, viewer: Visitor, medical: Visitor, manager: Visitor) -> None:
    for stranger in (viewer, medical):
        stranger.send("directory.tag", {"name": "문화"}, expect=403, partner_id=GOSEONG)
        assert "directory/tag" not in stranger.visit("directory.show", partner_id=GOSEONG).html
    manager.send("directory.tag", {"name": "문화"}, partner_id=GOSEONG)
    medical.send("directory.untag", expect=403, partner_id=GOSEONG, tag_id=1)
    assert _tags(report) == ["문화"]


@pytest.mark.parametrize(("typed", "status"), [("", 422), (",,", 422), ("가" * 31, 422), ("★", 422)])
def test_bad_tags_change_nothing(report: Office, exchange: Visitor, typed: str, status: int) -> None:
    page = exchange.send("directory.tag", {"name": typed}, expect=status, partner_id=GOSEONG)
    assert page.all(".field-error")
    assert _tags(report) == []


def test_taking_off_what_is_not_there_is_no_error(report: Office, exchange: Visitor) -> None:
    exchange.send("directory.untag", partner_id=GOSEONG, tag_id=999)


def test_tags_are_saved_with_the_form(report: Office, exchange: Visitor) -> None:
    form = exchange.visit("directory.edit", partner_id=GOSEONG).form("/edit")
    exchange.press(form, tags="문화, 청소년")
    form = exchange.visit("directory.edit", partner_id=GOSEONG).form("/edit")
    assert form.values["tags"] == ["문화, 청소년"]
    exchange.press(form, tags="청소년")
    assert _tags(report) == ["청소년"]
    exchange.press(exchange.visit("directory.edit", partner_id=GOSEONG).form("/edit"), without=("tags",), note="메모")
    assert _tags(report) == ["청소년"], "A form without the field changes no tags."
    page = exchange.press(
        exchange.visit("directory.edit", partner_id=GOSEONG).form("/edit"), expect=422, tags="가" * 31, note="남는 메모"
    )
    assert "tags" in page.errors
    assert page.field("note") == "남는 메모"


def test_a_tag_put_on_meanwhile_is_not_lost(report: Office, exchange: Visitor, manager: Visitor) -> None:
    form = exchange.visit("directory.edit", partner_id=GOSEONG).form("/edit")
    manager.send("directory.tag", {"name": "청소년"}, partner_id=GOSEONG)
    page = exchange.press(form, expect=409, note="메모")
    assert "청소년" in page.text
    assert _tags(report) == ["청소년"]


def test_suggestions(report: Office, exchange: Visitor) -> None:
    exchange.send("directory.tag", {"name": "문화 교류, 청소년, 100%"}, partner_id=GOSEONG)
    assert exchange.fetch("directory.tag_options", name="문화교").html.count("<option") == 1
    assert exchange.fetch("directory.tag_options", name="체육, 청").html.count("<option") == 1
    assert exchange.fetch("directory.tag_options", name="").html.count("<option") == 3
    assert exchange.fetch("directory.tag_options", name="_").html.count("<option") == 3
    assert exchange.fetch("directory.tag_options", name="없는말").html.count("<option") == 0


class TestKeepingOrder:
    """What an administrator does with the office's tags; on both databases."""

    @pytest.fixture
    def administrator(self, office: Office) -> SignedIn:
        return office.person("admin")

    def tag(self, name: str, *partners: Partner, by: SignedIn) -> Tag:
        for partner in partners:
            actions.tag_partner(partner, [name], by)
        found = queries.find_tag(name)
        assert found
        return found

    def test_merging_keeps_every_carrier_once(
        self, at_work: Office, officer: SignedIn, administrator: SignedIn
    ) -> None:
        one, both, other = (make.city(officer) for _ in range(3))
        culture = self.tag("문화", one, both, by=officer)
        exchange = self.tag("문화 교류", both, other, by=officer)
        actions.merge_tags(culture, exchange, culture.version, administrator)
        for partner in (one, both, other):
            assert [tag.name for tag in queries.tags_of(partner.id)] == ["문화 교류"]
        assert queries.find_tag("문화") is None
        assert queries.carriers_of(exchange.id) == 3

    def test_a_tag_is_not_merged_with_itself(self, at_work: Office, officer: SignedIn, administrator: SignedIn) -> None:
        tag = self.tag("문화", make.city(officer), by=officer)
        for into in (tag, None):
            with pytest.raises(Refusal):
                actions.merge_tags(tag, into, tag.version, administrator)

    def test_renaming(self, at_work: Office, officer: SignedIn, administrator: SignedIn) -> None:
        city = make.city(officer)
        tag = self.tag("문화", city, by=officer)
        self.tag("청소년", city, by=officer)
        actions.rename_tag(tag, "문화 예술", tag.version, administrator)
        assert [one.name for one in queries.tags_of(city.id)] == ["문화 예술", "청소년"]
        with pytest.raises(Refusal):
            actions.rename_tag(tag, "청 소 년", tag.version, administrator)
        with pytest.raises(Refusal):
            actions.rename_tag(tag, "★", tag.version, administrator)

    def test_deleting(self, at_work: Office, officer: SignedIn, administrator: SignedIn) -> None:
        city = make.city(officer)
        tag = self.tag("문화", city, by=officer)
        actions.delete_tag(tag, tag.version, administrator)
        assert queries.tags_of(city.id) == []

    def test_the_second_of_two_is_told(self, at_work: Office, officer: SignedIn, administrator: SignedIn) -> None:
        tag = self.tag("문화", make.city(officer), by=officer)
        seen = tag.version
        actions.rename_tag(tag, "예술", seen, administrator)
        for late in (
            lambda: actions.rename_tag(tag, "체육", seen, administrator),
            lambda: actions.delete_tag(tag, seen, administrator),
            lambda: actions.merge_tags(tag, None, seen, administrator),
        ):
            with pytest.raises(Stale):
                late()

    def test_an_open_form_does_not_bring_the_old_name_back(
        self, report: Office, exchange: Visitor, administrator: SignedIn
    ) -> None:
        exchange.send("directory.tag", {"name": "문화"}, partner_id=GOSEONG)
        form = exchange.visit("directory.edit", partner_id=GOSEONG).form("/edit")
        with report.writing():
            tag = queries.find_tag("문화")
            assert tag
            actions.rename_tag(tag, "예술", tag.version, administrator)
        assert "예술" in exchange.press(form, expect=409).text
        with report.reading() as session:
            assert session.scalars(select(Tag.name)).all() == ["예술"]

    def test_only_an_administrator(self, at_work: Office, officer: SignedIn, head: SignedIn) -> None:
        tag = self.tag("문화", make.city(officer), by=officer)
        for person in (officer, head):
            with pytest.raises(Exception, match="403"):
                actions.delete_tag(tag, tag.version, person)
        assert len(list(queries.tags_with_counts())) == 1


def test_two_who_make_the_same_tag_at_once(report: Office) -> None:
    """The loser of the race finds the winner's tag; nobody gets an error."""
    visitors = [Visitor(report, name) for name in ("exchange", "manager")]
    for visitor in visitors:
        visitor.visit("accounts.account")
        visitor.send("directory.tag", {"name": "동시"}, partner_id=GOSEONG)
    assert _tags(report) == ["동시"]
    assert report.count(PartnerTag) == 1
