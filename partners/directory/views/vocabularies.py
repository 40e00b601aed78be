"""The vocabularies: an administrator adds, names, orders and retires the choices of forms."""

from flask import Response, abort, url_for
from flask_login import current_user

from partners.audit.queries import history_of, history_of_kind
from partners.directory import actions, queries
from partners.directory.forms.administration import NewTermForm, StateForm, term_form
from partners.directory.models import VocabularyTerm
from partners.directory.permissions import VocabularyPermission
from partners.directory.rules.vocabularies import VOCABULARIES
from partners.directory.views.blueprint import blueprint
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, see_other, show
from partners.foundation.words import _

HISTORY_SIZE = 30
MANAGE = VocabularyPermission.MANAGE


@blueprint.get("/admin/vocabularies")
@requires(MANAGE)
def vocabularies() -> Response:
    return show("directory/admin/vocabularies.html", vocabularies=VOCABULARIES, counts=queries.count_terms())


@blueprint.get("/admin/vocabularies/<vocabulary>")
@requires(MANAGE)
def vocabulary(vocabulary: str) -> Response:
    return _page(_known(vocabulary), NewTermForm(formdata=None))


@blueprint.post("/admin/vocabularies/<vocabulary>/terms")
@requires(MANAGE)
def add_term(vocabulary: str) -> Response:
    form = NewTermForm()
    address = url_for("directory.vocabulary", vocabulary=_known(vocabulary))
    if form.made_before():
        return go_to(form.made_before() or address)
    if form.validate():
        with form.refusals():
            actions.add_term(vocabulary, form.label_ko.data or "", form.label_en.data or "", by=current_user)
            form.remember(address)
            flash_done(_("The term was added at the end."))
            return go_to(address)
    return _page(vocabulary, form, form.refused_status)


@blueprint.get("/admin/vocabularies/<vocabulary>/<int:term_id>/edit")
@requires(MANAGE)
def edit_term(vocabulary: str, term_id: int) -> Response:
    term = queries.get_term(_known(vocabulary), term_id)
    return show("directory/admin/term.html", title=VOCABULARIES[vocabulary], term=term, form=term_form(term))


@blueprint.post("/admin/vocabularies/<vocabulary>/<int:term_id>/edit")
@requires(MANAGE)
def rename_term(vocabulary: str, term_id: int) -> Response:
    term = queries.get_term(_known(vocabulary), term_id)
    form = term_form(term)
    if form.validate():
        with form.refusals():
            told = (form.label_ko.data or "", form.label_en.data or "")
            actions.rename_term(term, *told, form.version.data, by=current_user)
            return _done(term, _("The term was saved."))
    term = queries.get_term(vocabulary, term_id)
    if form.is_stale:
        last = next(iter(history_of(term, limit=1)), None)
        who, at = (last.who, last.at) if last else (None, None)
        form.compare_with(term_form(term, fresh=True), who=who, at=at, leave=_address(vocabulary))
    title, status = VOCABULARIES[vocabulary], form.refused_status
    return show("directory/admin/term.html", title=title, term=term, form=form, status=status)


@blueprint.post("/admin/vocabularies/<vocabulary>/<int:term_id>/<any(up, down):direction>")
@requires(MANAGE)
def move_term(vocabulary: str, term_id: int, direction: str) -> Response:
    term = queries.get_term(_known(vocabulary), term_id)
    actions.move_term(term, -1 if direction == "up" else 1, by=current_user)
    return _done(term, _("“%(label)s” was moved.", label=term.label_ko))


@blueprint.post("/admin/vocabularies/<vocabulary>/<int:term_id>/<any('retire', 'bring-back'):change>")
@requires(MANAGE)
def change_term(vocabulary: str, term_id: int, change: str) -> Response:
    term, form = queries.get_term(_known(vocabulary), term_id), StateForm()
    act, sentence = {
        "retire": (actions.retire_term, _("“%(label)s” is no longer offered. Records keep it.", label=term.label_ko)),
        "bring-back": (actions.bring_term_back, _("“%(label)s” is offered again.", label=term.label_ko)),
    }[change]
    act(term, form.version.data, by=current_user)
    return _done(term, sentence)


def _known(vocabulary: str) -> str:
    if vocabulary not in VOCABULARIES:
        abort(404)
    return vocabulary


def _address(vocabulary: str) -> str:
    return url_for("directory.vocabulary", vocabulary=vocabulary)


def _done(term: VocabularyTerm, sentence: str) -> Response:
    """Back to the list, where the term now stands."""
    flash_done(sentence)
    return see_other("directory.vocabulary", vocabulary=term.vocabulary, _anchor=f"term-{term.id}")


def _page(vocabulary: str, form: NewTermForm, status: int = 200) -> Response:
    terms = queries.terms_in_order(vocabulary)
    ids = [term.id for term in terms]
    return show(
        "directory/admin/vocabulary.html",
        vocabulary=vocabulary,
        title=VOCABULARIES[vocabulary],
        terms=terms,
        form=form,
        happenings=history_of_kind(VocabularyTerm.__tablename__, HISTORY_SIZE, ids=ids),
        status=status,
    )
