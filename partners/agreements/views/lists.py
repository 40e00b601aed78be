"""All cases: as a list, and on the board."""

from flask import Response, request

from partners.accounts import queries as accounts
from partners.agreements import vocabulary
from partners.agreements.pages import board as pages
from partners.agreements.pages.rows import listed
from partners.agreements.permissions import AgreementPermission
from partners.agreements.pipelines import PIPELINES
from partners.agreements.queries import listing
from partners.agreements.queries.office import office
from partners.agreements.rules.columns import CASE_COLUMNS
from partners.agreements.rules.cursors import Cursor, read_cursor
from partners.agreements.rules.filters import ALL, read_filter
from partners.agreements.rules.ready_made import AGREEMENTS
from partners.agreements.views.blueprint import blueprint
from partners.directory.rules.words import STATUS_LABELS, TIE_LABELS
from partners.foundation.access import requires
from partners.foundation.hypermedia import is_htmx, show
from partners.lists.columns import read_look
from partners.lists.pages.opening import open_list
from partners.lists.pages.showing import ShownList

#: The pipeline whose board opens first.
FIRST = next(iter(PIPELINES))


@blueprint.get("/agreements/")
@requires(AgreementPermission.VIEW)
def index() -> Response:
    teams = {team.code: team for team in accounts.teams()}
    opened = open_list(AGREEMENTS)
    asked = opened.read(lambda given: read_filter(given, teams))
    rows, page = listing.page_of_agreements(asked, request.args.get("page"))
    look = read_look(opened.asked, CASE_COLUMNS)
    return show(
        "agreements/index.html",
        "results",
        shown=ShownList("agreements.index", asked, look, page, listing.count_agreements(asked, look.exactly)),
        rows=listed(rows),
        choices=pages.filters(asked, teams.values()),
        **opened.shown_with(asked),
    )


@blueprint.get("/agreements/board")
@requires(AgreementPermission.VIEW)
def board() -> Response:
    behind = read_cursor(request.args.get("page"))
    return show(
        "agreements/board.html",
        "more" if behind else "columns",
        board_page=_board_page(behind),
        pages=pages,
        tie_labels=TIE_LABELS,
        status_labels=STATUS_LABELS,
        words=vocabulary,
        partial=is_htmx(),
    )


def _board_page(behind: Cursor | None) -> pages.BoardPage:
    teams = {team.code: team for team in accounts.teams()}
    asked = read_filter(request.args, teams, ALL)
    return pages.BoardPage(
        asked,
        teams[asked.team].id if asked.team else None,
        list(teams.values()),
        None if asked.pipeline == ALL else office().pipelines[asked.pipeline or FIRST],
        behind,
        request.args.get("shown", ""),
    )
