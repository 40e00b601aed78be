"""The store: whole or not there, once each, tidied by night; a full disk, a scanner, two who send the same."""

import errno
import io
import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from partners.files.jobs import tidy_the_store
from partners.files.models import Attachment, StoredFile
from partners.files.storage import GRACE, Store
from tests.support.office import Office
from tests.support.papers import PDF
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

LONG_AGO = time.time() - GRACE.total_seconds() - 60


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name != ".lock"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "attachments")


def test_a_content_lies_under_its_hash_for_us_alone(store: Store) -> None:
    sha256 = store.put(b"content")
    path = store.path_of(sha256)
    assert path.relative_to(store.folder).as_posix() == f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
    assert path.read_bytes() == b"content"
    assert path.stat().st_mode & 0o777 == 0o600
    assert store.put(b"content") == sha256
    assert files_in(store.folder) == [path]


@pytest.mark.parametrize("call", ["fsync", "replace", "mkdir"])
def test_what_fails_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """T38: whichever step fails, the content is not there, nor half of it."""
    store.put(b"another")

    def fail(*_args: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path if call == "mkdir" else os, call, fail)
    with pytest.raises(OSError, match="No space"):
        store.put(b"content")
    monkeypatch.undo()
    assert [path.read_bytes() for path in files_in(store.folder)] == [b"another"]


def test_what_is_stopped_leaves_nothing(store: Store) -> None:
    def stop(path: Path) -> None:
        assert path.read_bytes() == b"content"
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        store.put(b"content", check=stop)
    assert files_in(store.folder) == []


def test_many_who_send_the_same(store: Store) -> None:
    threads = [threading.Thread(target=store.put, args=(b"content" * 1000,)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.read_bytes() for path in files_in(store.folder)] == [b"content" * 1000]


class TestTidying:
    """Deleted is what no record names and nobody has touched for a day."""

    def test_what_is_old_and_not_in_use(self, store: Store) -> None:
        used, unused, young = store.put(b"used"), store.put(b"unused"), store.put(b"young")
        half = store.folder / "incoming" / "half"
        half.write_bytes(b"x")
        for path in (store.path_of(used), store.path_of(unused), half):
            os.utime(path, (LONG_AGO, LONG_AGO))
        assert store.tidy(lambda: {used}) == 2
        assert {path.name for path in files_in(store.folder)} == {used, young}

    def test_what_comes_again_while_it_is_tidied(self, store: Store) -> None:
        sha256 = store.put(b"content")
        os.utime(store.path_of(sha256), (LONG_AGO, LONG_AGO))

        def meanwhile() -> set[str]:
            store.put(b"content")
            return set()

        assert store.tidy(meanwhile) == 0
        assert store.path_of(sha256).read_bytes() == b"content"

    def test_an_empty_store(self, store: Store) -> None:
        assert store.tidy(set) == 0

    def test_by_night(self, report: Office, exchange: Visitor) -> None:
        folder = report.settings.attachments_dir
        kept = Store(folder)
        exchange.post("/interactions/1/attachments", {"files": [(io.BytesIO(PDF), "a.pdf")]})
        refused = kept.put(b"of a form that was refused")
        for path in files_in(folder):
            os.utime(path, (LONG_AGO, LONG_AGO))
        with report.writing():
            tidy_the_store()
        assert not kept.path_of(refused).exists()
        assert exchange.raw("GET", "/interactions/1/attachments/1").get_data() == PDF


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES])
def test_a_full_disk_is_said_at_the_field(
    report: Office, exchange: Visitor, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """T37: a clear message, nothing kept, and it works again when there is room."""
    exchange.visit("accounts.account")
    before, stored = fingerprint(report), set(files_in(report.settings.attachments_dir))

    def fail(_descriptor: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", fail)
    page = exchange.post("/interactions/1/attachments", {"files": [(io.BytesIO(PDF + b"\n\n"), "a.pdf")]}, expect=422)
    monkeypatch.undo()
    assert ("가득" in page.errors["attach-files"]) == (number != errno.EACCES)
    assert fingerprint(report) == before
    assert set(files_in(report.settings.attachments_dir)) == stored
    exchange.post("/interactions/1/attachments", {"files": [(io.BytesIO(PDF + b"\n\n"), "a.pdf")]})


def test_a_content_that_is_missing_is_a_clear_page(report: Office, exchange: Visitor) -> None:
    exchange.post("/interactions/1/attachments", {"files": [(io.BytesIO(PDF + b"\n \n"), "a.pdf")]})
    with report.reading() as session:
        sha256 = session.query(StoredFile.sha256).scalar()
    Store(report.settings.attachments_dir).path_of(sha256).unlink()
    assert exchange.open("/interactions/1/attachments/1", expect=404).heading


class TestScanner:
    """VIRUS_SCAN_COMMAND: asked about each file before it is kept."""

    @pytest.fixture
    def scanned(self, report: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
        def answer(script: str) -> None:
            command = tmp_path / "scan"
            command.write_text(f"#!/bin/sh\n{script}\n")
            command.chmod(0o700)
            settings = replace(report.settings, virus_scan_command=f"{command} --quiet")
            monkeypatch.setitem(report.app.config, "PARTNERS", settings)

        return answer

    def send(self, who: Visitor, expect: int) -> Any:
        return who.post("/interactions/1/attachments", {"files": [(io.BytesIO(PDF), "a.pdf")]}, expect)

    def test_clean(self, scanned: Callable[[str], None], report: Office, exchange: Visitor) -> None:
        scanned('test "$1" = --quiet && grep -q "^%PDF" "$2"')
        self.send(exchange, 303)
        assert report.count(Attachment) == 1

    @pytest.mark.parametrize(
        ("script", "says"), [("exit 1", "바이러스 검사에서"), ("exit 2", "응답하지"), ("exec /nowhere", "응답하지")]
    )
    def test_not_clean(
        self, scanned: Callable[[str], None], report: Office, exchange: Visitor, script: str, says: str
    ) -> None:
        before = set(files_in(report.settings.attachments_dir))
        scanned(script)
        assert says in self.send(exchange, 422).errors["attach-files"]
        assert report.count(Attachment) == 0
        assert set(files_in(report.settings.attachments_dir)) == before


def test_the_store_is_written_before_the_gate(
    report: Office, exchange: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes meanwhile does not wait for a large upload."""
    seen: list[bool] = []
    put = Store.put

    def watched(self: Store, content: bytes, check: Any = None) -> str:
        with report.writing() as session:
            seen.append(session.execute(text("SELECT 1")).scalar() == 1)
        return put(self, content, check)

    monkeypatch.setattr(Store, "put", watched)
    exchange.post("/interactions/1/attachments", {"files": [(io.BytesIO(PDF), "a.pdf")]})
    assert seen == [True]
