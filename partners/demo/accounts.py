"""The demo's teams and accounts. They bear the names of posts: the report names no people."""

import json
from pathlib import Path

from partners.accounts import actions, queries
from partners.accounts.models import Team
from partners.accounts.rules import Role, SignedIn
from partners.foundation.settings import Settings, kept_secret

PEOPLE = json.loads((Path(__file__).parent / "people.json").read_text(encoding="utf-8"))
USERNAMES: tuple[str, ...] = tuple(account["username"] for account in PEOPLE["accounts"])
#: Who takes the ties over and writes the records of the report down.
ACTOR = "manager"
PASSWORD_BYTES = 12


def password(settings: Settings) -> str:
    """The password of all demo accounts: DEMO_PASSWORD, or one made at random and kept for its owner alone."""
    return settings.demo_password or kept_secret(settings.instance / "demo-password", PASSWORD_BYTES)


def open_accounts(password_hash: str) -> dict[str, Team]:
    """Make the teams and accounts that are not there yet; returns the teams by their code."""
    teams = {code: queries.find_team(code) or actions.create_team(code, name) for code, name in PEOPLE["teams"].items()}
    there = queries.usernames()
    for account in PEOPLE["accounts"]:
        if account["username"] not in there:
            team = teams[account["team"]] if "team" in account else None
            actions.create_user(account["username"], account["name"], Role(account["role"]), team, password_hash)
    return teams


def actor() -> SignedIn:
    """The manager's account, in whose name the report is written down."""
    return queries.get_actor(ACTOR)
