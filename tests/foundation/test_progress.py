"""How far work is, in a file: what stands in its way stands not in the work's, and nothing is left for long."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from partners.foundation.progress import Stand, find_stand, followed
from tests.support.office import Office

pytestmark = pytest.mark.one_database


def test_it_is_its_persons_and_goes_with_the_work(office: Office) -> None:
    with office.app.app_context():
        with followed(1, "key") as progress:
            progress.tell("changing", 3, 5)
            assert find_stand(1, "key") == Stand("changing", 3, 5)
            assert find_stand(2, "key") is None
        assert find_stand(1, "key") is None


def test_what_a_stopped_server_left_is_swept(office: Office) -> None:
    left = office.settings.instance / "progress" / "left.json"
    left.parent.mkdir(exist_ok=True)
    left.write_text("{}")
    os.utime(left, (0, 0))
    with office.app.app_context(), followed(1, "key"):
        assert not left.exists()


def test_where_nothing_can_be_written_the_work_goes_on(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "progress").write_text("a file where the folder should be")
    monkeypatch.setitem(office.app.config, "PARTNERS", replace(office.settings, instance=tmp_path))
    with office.app.app_context(), followed(1, "key") as progress:
        progress.tell("changing", 3, 5)
        assert find_stand(1, "key") is None
