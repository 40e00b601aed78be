"""Changing many records together: choosing what, looking at what that would do, and doing it."""

from flask import Response, request

from partners.foundation.access import requires
from partners.foundation.hypermedia import go_to, show
from partners.upkeep.pages import bulk as pages
from partners.upkeep.permissions import ActPermission
from partners.upkeep.views.blueprint import blueprint

ADDRESS = "/upkeep/change/<any(partners, follow_ups, agreements, contacts):list_code>"


@blueprint.get(ADDRESS)
@requires(ActPermission.CHANGE_MANY)
def change_form(list_code: str) -> Response:
    return _page(pages.opened(list_code, request.args))


@blueprint.post(ADDRESS)
@requires(ActPermission.CHANGE_MANY)
def change(list_code: str) -> Response:
    page, confirms = pages.sent(list_code, request.form), "confirm" in request.form
    if confirms and (made := page.made_before()):
        return go_to(made)
    if page.form.validate():
        if confirms:
            with page.form.refusals():
                return go_to(page.carry_out())
        page.look_ahead()
    return _page(page)


def _page(page: pages.ChangePage) -> Response:
    return show("upkeep/change.html", page=page, form=page.form, left_in_words=pages.left_in_words, status=page.status)
