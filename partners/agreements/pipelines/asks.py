"""What gates ask for, in the words that several pipelines share."""

from partners.agreements.pipelines.shape import Ask, Asks
from partners.agreements.vocabulary import Words
from partners.foundation.words import _l


def day(label: Words, missing: Words) -> Ask:
    """A day without which the gate stays shut."""
    return Ask(Asks.DAY, label, missing)


def document(label: Words, missing: Words | None = None) -> tuple[Ask, Ask]:
    """A document by title and number; the title is a must when there is a `missing` sentence."""
    return Ask(Asks.DOCUMENT, label, missing), Ask(Asks.DOCUMENT_NO, _l("Document number"))


def interaction(label: Words) -> Ask:
    """A recorded interaction that bears the gate out."""
    return Ask(Asks.INTERACTION, label)


def ceremony() -> Ask:
    """The day of the ceremony, which may be held long after the signature."""
    return Ask(Asks.CEREMONY, _l("Date of the ceremony"))


def score(label: Words, missing: Words) -> Ask:
    """Points without which the gate stays shut."""
    return Ask(Asks.SCORE, label, missing)


def until(label: Words, missing: Words | None = None) -> Ask:
    """The last day of what begins here."""
    return Ask(Asks.UNTIL, label, missing)


def body(label: Words, missing: Words | None = None) -> Ask:
    """The committee that decided."""
    return Ask(Asks.BODY, label, missing)


def words(label: Words, missing: Words | None = None) -> Ask:
    """A sentence or two."""
    return Ask(Asks.TEXT, label, missing)
