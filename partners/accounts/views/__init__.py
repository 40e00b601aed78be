"""Signing in and out, one's own account, and the administration of people and teams."""

from partners.accounts.views import admin, own, people, signing_in, teams
from partners.accounts.views.blueprint import blueprint

__all__ = ["admin", "blueprint", "own", "people", "signing_in", "teams"]
