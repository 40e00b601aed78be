"""Where the views of this capability hang."""

from flask import Blueprint

from partners.directory.pages.words import for_templates

blueprint = Blueprint("directory", __name__)
blueprint.context_processor(for_templates)
