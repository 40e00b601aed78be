"""What the directory asks of us before a document goes: does a case rest on it?"""

from partners.agreements.queries.evidence import gate_resting_on
from partners.directory.models import Document
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


def keep_evidence(document: Document) -> None:
    """Raise Refusal when a case passed a gate with this document: its record would no longer be true."""
    gate = gate_resting_on(document.id)
    if gate is not None:
        raise Refusal(
            _l(
                "A case has passed the gate “%(gate)s” with this document. Correct what is wrong in it instead.",
                gate=gate,
            )
        )
