"""Where all pages of the desk are registered."""

from datetime import timedelta

from flask import Blueprint, current_app

from partners.accounts.pages.words import for_templates

blueprint = Blueprint("accounts", __name__)
blueprint.context_processor(for_templates)


def session_limits() -> tuple[timedelta, timedelta]:
    """How long a session may be idle, and how long it lasts."""
    settings = current_app.config["PARTNERS"]
    return settings.session_idle, settings.session_length
