"""What happened to the ties of a partner, as its page says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from partners.directory import queries
from partners.directory.models import Tie, TieEvent
from partners.directory.queries import PartnerName
from partners.directory.queries.tie_history import history_of_ties
from partners.directory.rules.tie_status import ENDED_AS, EVENT_LABELS
from partners.directory.rules.words import TIE_LABELS
from partners.foundation.words import Words, _l

#: What a tie's own lines say already.
SAID_ELSEWHERE = frozenset({"made", "taken_over", "ended"})


@dataclass(frozen=True)
class Happening:
    """One thing that happened to a tie; the day is None when it is unknown, `whom` is the other partner of a hand-over."""

    label: Words
    on: date | None
    reason: str
    whom: PartnerName | None = None
    tie_label: Words = ""


@dataclass(frozen=True)
class TieHistory:
    """What happened to all ties that a partner has, or had until a successor took over."""

    partner_id: int
    events: Sequence[TieEvent]
    types: Mapping[int, str]

    def of(self, tie: Tie) -> list[Happening]:
        """What happened to a tie beside its beginning and end, in order."""
        own = [event for event in reversed(self.events) if event.tie_id == tie.id and event.kind not in SAID_ELSEWHERE]
        return [self._happening(event) for event in own]

    @property
    def gone(self) -> list[Happening]:
        """The ties that went to a successor."""
        return [self._happening(event) for event in self.events if event.from_partner_id == self.partner_id]

    def _happening(self, event: TieEvent) -> Happening:
        other = event.from_partner_id if event.partner_id == self.partner_id else event.partner_id
        whom = self._names.get(other) if event.kind == "handed_over" and other else None
        label = _l("Handed over from") if whom and event.partner_id == self.partner_id else EVENT_LABELS[event.kind]
        return Happening(label, event.effective_on, event.reason, whom, TIE_LABELS[self.types.get(event.tie_id, "mou")])

    @cached_property
    def _names(self) -> Mapping[int, PartnerName]:
        ids = {id for event in self.events for id in (event.partner_id, event.from_partner_id) if id}
        ids.discard(self.partner_id)
        return queries.partners_named(ids) if ids else {}


def ended_label(tie: Tie) -> Words:
    """종료, 해지, 만료, 해촉."""
    return ENDED_AS.get(tie.ended_as, ENDED_AS["ended"])


def tie_history_of(partner_id: int) -> TieHistory:
    events, types = history_of_ties(partner_id)
    return TieHistory(partner_id, events, types)
