"""Which user names there may be."""

import re

#: Begins with a letter; short enough to be typed every morning. No look-alikes: ASCII only.
USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,29}")
#: What stands for a team in addresses and in the kinds of partners.
TEAM_CODE = re.compile(r"[a-z][a-z0-9-]{1,19}")


def is_username(text: str) -> bool:
    return USERNAME.fullmatch(text) is not None


def is_team_code(text: str) -> bool:
    return TEAM_CODE.fullmatch(text) is not None
