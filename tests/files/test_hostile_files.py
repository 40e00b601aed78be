"""T12: sixty hostile uploads through every door; nothing of them is kept, nothing is served inline. T13: no way out."""

import io
from pathlib import Path

import pytest

from partners.files.models import Attachment, StoredFile
from partners.files.rules import BY_ENDING, ending_of, shown_name
from partners.files.storage import Store
from tests.support.hostile_files import cleaned_files, hostile_files, ways_out
from tests.support.office import Office
from tests.support.page import Page
from tests.support.papers import PDF
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

pytestmark = pytest.mark.one_database

LOG = {"title": "서한", "kind": "letter", "partners": "2", "date": "'20. 3. 24."}
DOCUMENT = {"type": "other", "title": "문서"}
#: Every door through which files come: its address and what else its form needs. The letter of intent is document 1.
DOORS = {
    "an interaction": ("/interactions/1/attachments", {}),
    "a case": ("/agreements/1/attachments", {}),
    "a document": ("/documents/1/attachments", {}),
    "a new interaction": ("/interactions/new", LOG),
    "a document of a stage": ("/agreements/1/stage-papers/candidate_review", {"title": "문서"}),
    "a new document": ("/partners/2/documents/new", DOCUMENT),
    "a gate": ("/agreements/1/stage", {"version": "2", "stage": "pre_exchange"}),
}
#: Of several fields for files at one door the one that is attacked.
FIELDS = {"a gate": "files_gate_counterpart_reply"}
HOSTILE = hostile_files()
#: All go through one door, some of every sort through each: the field behind the doors is the same.
SOME = HOSTILE[::6]


def contents_of(office: Office) -> set[Path]:
    folder = office.settings.attachments_dir
    return {path for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}


def test_there_are_sixty() -> None:
    assert len(HOSTILE) >= 60


def test_every_door_is_attacked(report: Office) -> None:
    """A new view that takes files has to stand in DOORS."""
    marked = {name for name, view in report.app.view_functions.items() if hasattr(view, "receives_files")}
    adapter = report.app.url_map.bind("localhost")
    assert marked == {adapter.match(address, "POST")[0] for address, _ in DOORS.values()}


@pytest.mark.parametrize(("door", "files"), [("a document", HOSTILE), *((door, SOME) for door in DOORS)])
def test_nothing_hostile_is_kept(report: Office, exchange: Visitor, door: str, files: list[tuple[str, bytes]]) -> None:
    address, more = DOORS[door]
    exchange.visit("accounts.account")
    before, stored, field = fingerprint(report), contents_of(report), FIELDS.get(door, "files")
    for name, content in files:
        page = exchange.post(address, {**more, field: [(io.BytesIO(content), name)]}, expect=422)
        assert page.errors.get(field) or page.errors.get("attach-files"), f"{name!r} was taken at {door}"
    assert fingerprint(report) == before
    assert contents_of(report) == stored


@pytest.mark.parametrize("door", ["an interaction", "a new interaction"])
def test_the_same_inside_htmx(report: Office, exchange: Visitor, door: str) -> None:
    address, more = DOORS[door]
    exchange.visit("accounts.account")
    before = fingerprint(report)
    for name, content in SOME:
        exchange.post(address, {**more, "files": [(io.BytesIO(content), name)]}, expect=422, htmx=True)
    assert fingerprint(report) == before


@pytest.mark.parametrize(("name", "content"), cleaned_files(), ids=range(len(cleaned_files())))
def test_a_hostile_name_becomes_a_harmless_one(report: Office, exchange: Visitor, name: str, content: bytes) -> None:
    exchange.post("/interactions/1/attachments", {"files": [(io.BytesIO(content), name)]})
    with report.reading() as session:
        shown = session.query(Attachment.name).scalar()
    assert shown == shown_name(shown), "Cleaning a clean name changes nothing."
    assert ending_of(shown) in BY_ENDING
    assert not set(shown) & set('<>:"/\\|?*\r\n\0\u202e\u200b\ufeff')
    assert "." not in shown[:-6] or ".." not in shown
    assert len(shown.encode()) <= 255
    page = Page(exchange.raw("GET", "/interactions/1/attachments"))
    answer = exchange.raw("GET", page.all(".file-name")[0]["href"])
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers or "x=1" not in answer.headers["Set-Cookie"]
    assert answer.get_data() == content


@pytest.mark.parametrize("inner", ["exe", "php", "pHaR", "html", "svg", "js", "pdf", "docm"])
def test_an_ending_inside_a_name_loses_its_dot(inner: str) -> None:
    assert shown_name(f"a.{inner}.pdf") == f"a_{inner}.pdf"


def test_days_in_a_name_keep_their_dots() -> None:
    assert shown_name("2020. 3. 24. 회의록.hwpx") == "2020. 3. 24. 회의록.hwpx"


class TestWaysOut:
    """T13: two hundred payloads in names, ids and addresses; no byte from outside the store."""

    SECRET = b"nobody may read this"

    @pytest.fixture
    def guarded(self, report: Office, exchange: Visitor) -> Office:
        """A file at interaction 1, and secrets beside the store."""
        folder = report.settings.attachments_dir.parent
        for name in ("secret-key", "passwd", "win.ini", "settings.py"):
            (folder / name).write_bytes(self.SECRET)
        exchange.post("/interactions/1/attachments", {"files": [(io.BytesIO(PDF), "a.pdf")]})
        return report

    def test_there_are_two_hundred(self) -> None:
        assert len(set(ways_out())) >= 200

    @pytest.mark.parametrize(
        "address",
        [
            "/interactions/1/attachments/{}",
            "/documents/1/attachments/{}",
            "/interactions/{}/attachments/1",
            "/documents/{}",
        ],
    )
    def test_in_addresses(self, guarded: Office, exchange: Visitor, address: str) -> None:
        for way in ways_out():
            answer = exchange.raw("GET", address.format(way))
            assert answer.status_code in {303, 308, 400, 404}, way
            body = answer.get_data()
            assert self.SECRET not in body
            assert b"root:" not in body
            assert b"Content-Disposition" not in str(answer.headers).encode()

    def test_in_names(self, guarded: Office, exchange: Visitor) -> None:
        before = contents_of(guarded)
        outside = set(guarded.settings.attachments_dir.parent.rglob("*")) - set(
            guarded.settings.attachments_dir.rglob("*")
        )
        for number, way in enumerate(ways_out()):
            name = f"{way}.pdf"
            content = PDF + b"%d\n%%%%EOF\n" % number
            page = exchange.post(
                "/documents/1/attachments", {"files": [(io.BytesIO(content), name)]}, expect=(303, 422)
            )
            if page.status == 303:
                with guarded.writing() as session:
                    session.query(Attachment).filter(Attachment.subject_type == "documents").delete()
                    session.query(StoredFile).filter(StoredFile.size == len(content)).delete()
        folder = guarded.settings.attachments_dir
        for path in contents_of(guarded) - before:
            assert path == Store(folder).path_of(path.name)
        now_outside = set(folder.parent.rglob("*")) - set(folder.rglob("*"))
        assert {path for path in now_outside - outside if "partners" not in path.name} == set()

    def test_in_hashes(self, guarded: Office) -> None:
        """Should a row ever hold something else than a hash: it is no path."""
        store = Store(guarded.settings.attachments_dir)
        for way in [*ways_out(), "", "a" * 63, "A" * 64, "g" * 64, "a" * 64 + "\n", "../" * 20 + "a" * 4]:
            with pytest.raises(ValueError, match="SHA-256"):
                store.path_of(way)
