"""The address of a record that was merged leads to the one that it is now."""

from flask import Response, flash, make_response, redirect, request, url_for

from partners.directory.pages.words import merged_in_words
from partners.directory.rules.archive import Merged
from partners.directory.views.blueprint import blueprint
from partners.foundation.database import SAFE_METHODS
from partners.foundation.errors import page
from partners.foundation.hypermedia import is_htmx


@blueprint.app_errorhandler(Merged)
def lead_on(merged: Merged) -> Response:
    """Not for ever (301): a browser would remember it even after the merge was taken back."""
    is_of_address = (request.view_args or {}).get(merged.argument) == merged.id
    if request.method not in SAFE_METHODS or not is_of_address:
        return page(merged.status, sentence=merged.message)
    if not is_htmx():
        flash(merged_in_words(merged.name), "info")
    told = {**request.args, **(request.view_args or {}), **merged.address}
    return make_response(redirect(url_for(request.endpoint or "directory.show", **told), 303))
