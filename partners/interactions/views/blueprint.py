"""Where the views of this capability hang."""

from flask import Blueprint

blueprint = Blueprint("interactions", __name__)
follow_up_blueprint = Blueprint("follow_ups", __name__)
