"""Teams, and the accounts of the people who work here."""

import getpass
import sys

import click
from flask.cli import AppGroup
from sqlalchemy.exc import NoResultFound

from partners.accounts import actions as accounts
from partners.accounts import queries as people
from partners.accounts.models import User
from partners.accounts.passwords import hashed
from partners.accounts.rules import Role
from partners.foundation.database import writing
from partners.foundation.refusals import Refusal

teams = AppGroup("team", help="The teams that records belong to.")
users = AppGroup("user", help="Accounts of the people who work here.")


@teams.command("create")
@click.argument("code")
@click.option("--name", required=True, help="The team's name, as pages show it.")
def create_team(code: str, name: str) -> None:
    """Make a team. Kinds of partners name theirs by code: exchange, medical, csr, finance."""
    with writing():
        if people.find_team(code) is not None:
            raise click.ClickException(f"There is a team {code!r} already.")
        accounts.create_team(code, name)
    click.echo(f"The team {code} is there.")


@users.command("create")
@click.argument("username")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--team", "team_code", help="The team's code.")
def create_user(username: str, name: str, role: str, team_code: str | None) -> None:
    """Make an account; asks for the password."""
    password_hash = hashed(_ask_password())
    with writing():
        team = people.find_team(team_code) if team_code else None
        if team_code and team is None:
            raise click.ClickException(f"There is no team {team_code!r}. Make it with `team create`.")
        if username in people.usernames():
            raise click.ClickException(f"There is an account {username!r} already.")
        accounts.create_user(username, name, Role(role), team, password_hash)
    click.echo(f"{username} may sign in now.")


@users.command("disable")
@click.argument("username")
def disable_user(username: str) -> None:
    """Close an account and end its sessions."""
    with writing():
        accounts.disable_user(_user(username))
    click.echo(f"{username} is closed.")


@users.command("reset-password")
@click.argument("username")
def reset_password(username: str) -> None:
    """Give a new password and end the account's sessions."""
    password_hash = hashed(_ask_password())
    with writing():
        accounts.reset_password(_user(username), password_hash)
    click.echo(f"{username} has a new password.")


def _ask_password() -> str:
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        accounts.check_password(password)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    return password


def _user(username: str) -> User:
    try:
        return people.get_user(username)
    except NoResultFound as missing:
        raise click.ClickException(f"There is no account {username!r}.") from missing
