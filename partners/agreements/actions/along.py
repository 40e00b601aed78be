"""Files that come along with a move, or with what is written down for it: the same transaction, all or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from partners.accounts.rules import SignedIn
from partners.agreements.actions.facts import Facts, put_on_file, record_gate_facts
from partners.agreements.actions.papers import file_paper
from partners.agreements.models import Agreement
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases
from partners.files.actions import Upload
from partners.foundation.access import ensure
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l

Files = Mapping[str, Sequence[Upload]]


@dataclass(frozen=True)
class Along:
    """What came along: files of papers by the paper's code, and of documents by the code of the gate that names them."""

    papers: Files = field(default_factory=dict)
    documents: Files = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any([*self.papers.values(), *self.documents.values()])


def file_along(agreement: Agreement, along: Along, facts: Facts, *, by: SignedIn) -> None:
    """Put on file what came along, before the gates are looked at; `facts` name the documents.

    Nothing happens when nothing came. Raises Refusal at the field of the files that were refused.
    """
    if not along:
        return
    ensure(by, AgreementPermission.EDIT, agreement)
    if agreement.partner_id is None:
        raise Refusal(_l("Choose the partner of this case first."))
    pipeline = cases.pipeline_of(agreement)
    for code, files in along.papers.items():
        if files:
            title = str(pipeline.papers[code].label)
            with _at(f"files_paper_{code}"):
                file_paper(agreement, code, title, files=files, by=by)
    if any(along.documents.values()):
        record_gate_facts(agreement, facts, by=by)
    for code, files in along.documents.items():
        if files:
            with _at(f"files_gate_{code}"):
                put_on_file(agreement, pipeline.gates[code], files=files, by=by)


@contextmanager
def _at(field: str) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise Refusal(refusal.message, field) from refusal
