"""Where the views of this capability hang."""

from flask import Blueprint

blueprint = Blueprint("agreements", __name__)
