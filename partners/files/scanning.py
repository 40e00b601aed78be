"""The hook for a virus scanner: a command of the office's own, asked about each file before it is kept."""

import logging
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

from flask import current_app

from partners.files.sniffing import Unfit
from partners.foundation.words import _l

SECONDS_TO_ANSWER = 60
CLEAN, INFECTED = 0, 1
log = logging.getLogger("partners.files")


def scanner() -> Callable[[Path], None] | None:
    """What looks at a file; None where the office has set no VIRUS_SCAN_COMMAND."""
    command: str | None = current_app.config["PARTNERS"].virus_scan_command
    return (lambda path: _scan(shlex.split(command), path)) if command else None


def _scan(command: list[str], path: Path) -> None:
    """Ask the command, with the path as its last word: 0 is clean, 1 is not. Whatever else it says stops the file."""
    try:
        answer = subprocess.run(  # noqa: S603  the words come from the environment, the path is our own
            [*command, str(path)], stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS_TO_ANSWER, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        log.error("the virus scanner gave no answer: %s", type(error).__name__)
        raise _unanswered() from error
    if answer.returncode == INFECTED:
        raise Unfit(_l("The virus scanner has stopped it. Tell the officer in charge of information security."))
    if answer.returncode != CLEAN:
        log.error("the virus scanner failed with %s", answer.returncode)
        raise _unanswered()


def _unanswered() -> Unfit:
    return Unfit(_l("The virus scanner does not answer, so it was not taken. Try again later."))
