"""The blueprint of saved views."""

from flask import Blueprint

blueprint = Blueprint("lists", __name__)
