"""Keeping the vocabularies: terms are added, called otherwise, ordered, retired. Codes never change."""

from sqlalchemy import select, update

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory import queries
from partners.directory.models import VocabularyTerm
from partners.directory.permissions import VocabularyPermission
from partners.directory.rules.vocabularies import Term
from partners.directory.rules.vocabulary_terms import code_for, moved, objection_to_label
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _


def add_term(vocabulary: str, label_ko: str, label_en: str, by: SignedIn) -> VocabularyTerm:
    """Offer one more choice, the last of its vocabulary. Raises Refusal for a label that is there already."""
    ensure(by, VocabularyPermission.MANAGE)
    label_ko, label_en = clean(label_ko), clean(label_en)
    _hold(vocabulary)
    there = queries.terms_in_order(vocabulary)
    _ensure_free(label_ko, label_en, [_term(one) for one in there])
    term = VocabularyTerm(
        vocabulary=vocabulary,
        code=code_for(label_en, {one.code for one in there}),
        label_ko=label_ko,
        label_en=label_en,
        position=max((one.position for one in there), default=0) + 1,
    )
    db.session.add(term)
    db.session.flush()
    record(by, "term:added", term, {"label_ko": (None, label_ko), "label_en": (None, label_en or None)})
    return term


def rename_term(term: VocabularyTerm, label_ko: str, label_en: str, version: int | None, by: SignedIn) -> None:
    """Call a term otherwise, in every record that has it. Raises Refusal, and Stale."""
    ensure(by, VocabularyPermission.MANAGE)
    label_ko, label_en = clean(label_ko), clean(label_en)
    _hold(term.vocabulary)
    _ensure_current(term, version)
    others = [_term(one) for one in queries.terms_in_order(term.vocabulary) if one.id != term.id]
    _ensure_free(label_ko, label_en, others)
    changes = {"label_ko": (term.label_ko, label_ko), "label_en": (term.label_en, label_en)}
    if (term.label_ko, term.label_en) != (label_ko, label_en):
        term.label_ko, term.label_en = label_ko, label_en
        record(by, "term:renamed", term, changes)


def move_term(term: VocabularyTerm, step: int, by: SignedIn) -> None:
    """One place up (-1) or down (1) among the choices; at the end it stays."""
    ensure(by, VocabularyPermission.MANAGE)
    _hold(term.vocabulary)
    there = {one.id: one.position for one in queries.terms_in_order(term.vocabulary)}
    order = moved(list(there), term.id, step)
    if order == list(there):
        return
    for position, term_id in enumerate(order, start=1):
        # Not through the records: their version says that the words changed, which they did not.
        if there[term_id] != position:
            statement = update(VocabularyTerm).where(VocabularyTerm.id == term_id).values(position=position)
            db.session.execute(statement, execution_options={"synchronize_session": False})
    changes = {"position": (list(there).index(term.id) + 1, order.index(term.id) + 1)}
    record(by, "term:moved", term, {"label_ko": (None, term.label_ko), **changes})


def retire_term(term: VocabularyTerm, version: int | None, by: SignedIn) -> None:
    """Offer a term no longer; records that have it keep it. Raises Stale."""
    ensure(by, VocabularyPermission.MANAGE)
    _ensure_current(term, version)
    if term.retired_at is None:
        term.retired_at = now()
        record(by, "term:retired", term, {"label_ko": (term.label_ko, None)})


def bring_term_back(term: VocabularyTerm, version: int | None, by: SignedIn) -> None:
    """Offer a retired term again. Raises Stale."""
    ensure(by, VocabularyPermission.MANAGE)
    _ensure_current(term, version)
    if term.retired_at is not None:
        term.retired_at = None
        record(by, "term:brought_back", term, {"label_ko": (None, term.label_ko)})


def _hold(vocabulary: str) -> None:
    # One at a time in a vocabulary: places and labels are decided among all its terms.
    rows = select(VocabularyTerm.id).where(VocabularyTerm.vocabulary == vocabulary).order_by(VocabularyTerm.id)
    db.session.execute(rows.with_for_update()).all()


def _ensure_free(label_ko: str, label_en: str, others: list[Term]) -> None:
    objection = objection_to_label(label_ko, label_en, others)
    if objection:
        raise Refusal(objection[1], field=objection[0])


def _ensure_current(term: VocabularyTerm, version: int | None) -> None:
    if version != term.version:
        raise Stale(_("Somebody else changed this term meanwhile. It is now called “%(name)s”.", name=term.label_ko))


def _term(row: VocabularyTerm) -> Term:
    return Term(row.code, row.label_ko, row.label_en, row.retired_at is not None)
