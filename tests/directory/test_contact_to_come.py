"""A contact that is dated in the future: planned, and no contact of today."""

from tests.support.office import Office
from tests.support.visitor import Visitor

PLANNED = {"title": "초청 행사", "kind": "event", "partners": "10", "date": "2021. 2. 20."}


def test_the_page_of_the_partner_names_its_day(report: Office, exchange: Visitor) -> None:
    form = exchange.visit("interactions.new").form("/interactions/new")
    exchange.press(form, **PLANNED)
    page = exchange.visit("directory.show", partner_id=10)
    assert "마지막 교류 2021. 2. 20." in page.text
    assert "0일 전" not in page.text
