"""Records that keep their search columns in step by themselves, whoever writes them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, select

from partners.foundation.database import db
from partners.foundation.hangul import search_terms, search_text
from partners.lists.textsearch import rebuild_index, rewrite

BATCH = 500


class Searched:
    """A mixin of models: their `search_text` and `search_terms` follow `searched` at every flush.

    For records whose texts are their own columns. Statements that write rows without loading them pass
    by: `textsearch.rewrite` is for those.
    """

    if TYPE_CHECKING:
        search_text: Any
        search_terms: Any

    @property
    def searched(self) -> Sequence[str]:
        """The texts under which the record is found."""
        raise NotImplementedError


def rebuild(model: type[Any]) -> int:
    """Write the search columns of all rows of a model of this kind anew, and say of how many."""
    number = last = 0
    while batch := db.session.scalars(select(model).where(model.id > last).order_by(model.id).limit(BATCH)).all():
        last = batch[-1].id
        rewrite(model, {row.id: [text for text in row.searched if text] for row in batch})
        number += len(batch)
        db.session.expunge_all()
    rebuild_index(model)
    return number


@event.listens_for(Searched, "before_insert", propagate=True)
@event.listens_for(Searched, "before_update", propagate=True)
def _follow(_mapper: Any, _connection: Any, record: Searched) -> None:
    texts = [text for text in record.searched if text]
    found = search_text(*texts)
    if record.search_text != found:
        record.search_text, record.search_terms = found, search_terms(*texts)
