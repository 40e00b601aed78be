"""The first page, and its panels that load by themselves."""

from flask import Blueprint, Response, request
from flask_login import current_user

from partners.agreements.queries.glance import pipelines_at_a_glance
from partners.audit.actions import saw
from partners.foundation.access import requires
from partners.foundation.hypermedia import show
from partners.interactions.pages.follow_ups import for_templates
from partners.today import pages, queries
from partners.today.permissions import TodayPermission

blueprint = Blueprint("today", __name__)
blueprint.context_processor(for_templates)


@blueprint.get("/")
@requires(TodayPermission.VIEW)
def index() -> Response:
    page = pages.today_page(current_user._get_current_object(), request.args.get("whose", ""))
    saw(current_user, "today", "partners", page.persons)
    return show("today/index.html", block="follow_ups", page=page, deadline_label=pages.deadline_label)


@blueprint.get("/today/agreements")
@requires(TodayPermission.VIEW)
def agreements() -> Response:
    glances = pipelines_at_a_glance()
    return show("today/agreements.html", block="panel", glances=glances, cells=pages.cells, kind_of=pages.kind_of)


@blueprint.get("/today/colleagues")
@requires(TodayPermission.VIEW)
def colleagues() -> Response:
    rows = queries.logged_by_others(current_user)
    return show("today/colleagues.html", block="panel", rows=rows, when_logged=pages.when_logged)
