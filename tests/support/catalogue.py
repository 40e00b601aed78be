"""Is the Korean complete? `python -m tests.support.catalogue` names every message that lacks it."""

import re
import sys
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

PROJECT = Path(__file__).resolve().parents[2]
KOREAN = PROJECT / "partners" / "translations" / "ko" / "LC_MESSAGES" / "messages.po"
#: The functions that mark a message; `None`: its first argument.
KEYWORDS = {"_": None, "gettext": None, "_l": None, "lazy_gettext": None, "_n": (1, 2), "ngettext": (1, 2)}
NAMED = re.compile(r"%\((\w+)\)")


def faults() -> list[str]:
    """What is missing or wrong in the Korean catalogue, a sentence each."""
    with KOREAN.open("rb") as file:
        catalogue = read_po(file, locale="ko")
    found = []
    for key in sorted(messages()):
        message = catalogue.get(key)
        if message is None or not _texts(message):
            found.append(f"No Korean: {key}")
        elif message.fuzzy:
            found.append(f"Unchecked Korean: {key}")
        else:
            found += _broken(key, message)
    return found


def messages() -> set[str]:
    """Every message of the code and the templates."""
    with (PROJECT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    wanted = {"partners", "templates"}
    found: set[str] = set()
    for folder in sorted(wanted):
        under = [(pattern, method) for pattern, method in methods if pattern.startswith(f"{folder}/")]
        inside = [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in under]
        chosen = {pattern.removeprefix(f"{folder}/"): value for pattern, value in options.items()}
        rows = extract_from_dir(str(PROJECT / folder), inside, chosen, keywords=KEYWORDS)
        found |= {key if isinstance(key, str) else key[0] for _file, _line, key, _comments, _context in rows}
    return found


def _texts(message: Message) -> list[str]:
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return [text for text in strings if text]


def _broken(key: str, message: Message) -> list[str]:
    asked = set(NAMED.findall(key))
    if isinstance(message.id, tuple):
        asked |= set(NAMED.findall(message.id[1]))
    return [
        f"{key!r} names {sorted(asked)}, its Korean {text!r} does not"
        for text in _texts(message)
        if not set(NAMED.findall(text)) <= asked
    ]


if __name__ == "__main__":
    wrong = faults()
    print("\n".join(wrong) or "The Korean catalogue is complete.")
    sys.exit(bool(wrong))
