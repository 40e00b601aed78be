"""What each makes of a view for themselves: a place in the menu, the first one to open."""

from flask import Response
from flask_login import current_user

from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, page_behind
from partners.foundation.words import _
from partners.lists import actions
from partners.lists.pages.mine import address_of, find_list, my_view
from partners.lists.permissions import ViewPermission
from partners.lists.rules import View
from partners.lists.views.blueprint import blueprint


@blueprint.post("/views/<key>/pin")
@requires(ViewPermission.USE)
def pin(key: str) -> Response:
    view = my_view(key)
    actions.pin_view(view, by=current_user)
    flash_done(_("“%(name)s” stands in your menu now.", name=view.name))
    return _back(view)


@blueprint.post("/views/<key>/unpin")
@requires(ViewPermission.USE)
def unpin(key: str) -> Response:
    view = my_view(key)
    actions.unpin_view(view, by=current_user)
    flash_done(_("“%(name)s” was taken out of your menu.", name=view.name))
    return _back(view)


@blueprint.post("/views/<key>/open-first")
@requires(ViewPermission.USE)
def open_first(key: str) -> Response:
    view = my_view(key)
    actions.open_first(view, by=current_user)
    of = find_list(view.list).label
    flash_done(_("“%(list)s” opens with “%(name)s” for you from now on.", list=of, name=view.name))
    return _back(view)


@blueprint.post("/views/<key>/open-no-more-first")
@requires(ViewPermission.USE)
def open_no_more_first(key: str) -> Response:
    view = my_view(key)
    actions.open_no_more_first(view, by=current_user)
    flash_done(_("“%(list)s” opens with everything again.", list=find_list(view.list).label))
    return _back(view)


def _back(view: View) -> Response:
    """To the page on which the button stood."""
    return go_to(page_behind() or address_of(view))
