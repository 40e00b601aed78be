"""`flask --app wsgi serve`: where it will not start, and what it says."""

import socket

import pytest

from tests.support.office import Office

pytestmark = pytest.mark.one_database


def serve(office: Office, *arguments: str) -> tuple[int, str]:
    with office.app.app_context():
        result = office.app.test_cli_runner().invoke(args=["serve", *arguments])
    return result.exit_code, result.output


def test_a_taken_port_is_named(office: Office) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, said = serve(office, "--port", port)
    assert code == 1
    assert f"Port {port} is taken." in said


def test_demo_mode_serves_this_machine_only(office: Office) -> None:
    code, said = serve(office, "--host", "192.0.2.1")
    assert code == 1
    assert "Demo mode serves this machine only." in said
