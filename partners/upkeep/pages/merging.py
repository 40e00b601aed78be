"""Two records side by side, field by field, and what would be carried from the one to the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_login import current_user

from partners.directory.kinds import KINDS
from partners.directory.models import Partner, Tie
from partners.directory.pages.words import field_label, field_text
from partners.directory.queries.merging import columns_of, state_of
from partners.directory.rules.merging import (
    NAMES,
    Choice,
    Side,
    channels_of_both,
    choices_among,
    is_empty,
)
from partners.foundation.database import db
from partners.foundation.words import Words, _, _l, _n
from partners.upkeep.actions.merging import objections_between
from partners.upkeep.pages.comparing import Comparison
from partners.upkeep.queries.merging import carried_counts, twin_ties
from partners.upkeep.rules.merging import Twin

LABELS: dict[str, Any] = {
    "country": _l("Country and region"),
    "owner_team_id": _l("In charge"),
    "legal_basis": _l("Ground on which the data is kept"),
}

Counted = Callable[[int], str]
#: What is carried, in words with its number, by the table whose rows move.
CARRIED: dict[str, Counted] = {
    "interaction_partners": lambda n: _n("%(num)s interaction", "%(num)s interactions", n),
    "interactions_of_both": lambda n: _n(
        "of these %(num)s names both, and stays one", "of these %(num)s name both, and stay one each", n
    ),
    "contact_posts": lambda n: _n("%(num)s post of a contact", "%(num)s posts of contacts", n),
    "ties": lambda n: _n("%(num)s tie", "%(num)s ties", n),
    "agreements": lambda n: _n("%(num)s agreement", "%(num)s agreements", n),
    "documents": lambda n: _n("%(num)s document with its files", "%(num)s documents with their files", n),
    "follow_ups": lambda n: _n("%(num)s follow-up", "%(num)s follow-ups", n),
    "partner_tags": lambda n: _n("%(num)s tag", "%(num)s tags", n),
    "institutions": lambda n: _n("%(num)s institution that belongs to it", "%(num)s institutions that belong to it", n),
    "supporters": lambda n: _n("%(num)s supporter of the cohort", "%(num)s supporters of the cohort", n),
    "gate_facts": lambda n: _n("%(num)s decision of the committee", "%(num)s decisions of the committee", n),
    "partners": lambda n: _n("%(num)s body that it succeeded", "%(num)s bodies that it succeeded", n),
    "attachments": lambda n: _n("%(num)s file", "%(num)s files", n),
    "search_marks": lambda n: _n("%(num)s pin or recent mark", "%(num)s pins and recent marks", n),
    "partner_forwardings": lambda n: _n("%(num)s earlier address", "%(num)s earlier addresses", n),
}


@dataclass(frozen=True)
class TieRow:
    """A tie that stands with both: how each of the two reads, and which one stays."""

    twin: Twin
    label: str
    kept: str
    gone: str
    chosen: int


@dataclass(frozen=True)
class MergePage:
    """Everything that the template needs."""

    gone: Partner
    kept: Partner
    sides: Mapping[str, Side]
    ties: Mapping[str, int]

    @cached_property
    def objections(self) -> Sequence[Words]:
        """Why they cannot be merged as they stand."""
        return objections_between(self.kept, self.gone, current_user)

    @cached_property
    def values(self) -> Comparison:
        """What both say, field by field."""
        choices = choices_among(columns_of(self.kept.kind)) if self.kept.kind == self.gone.kind else ()
        return Comparison(choices, self._of_kept, self._of_gone, self.sides, InWords())

    @cached_property
    def tie_rows(self) -> Sequence[TieRow]:
        twins = [twin for twin in twin_ties(self.kept.id, self.gone.id) if not twin.are_both_agreed]
        return [self._tie_row(twin) for twin in twins]

    @cached_property
    def carried(self) -> Sequence[str]:
        """What goes over to the record that stays, each with its number."""
        counts = carried_counts(self.kept.id, self.gone.id)
        return [in_words(counts[table]) for table, in_words in CARRIED.items() if table in counts]

    @property
    def other_names(self) -> Sequence[str]:
        """The names under which it is found besides the chosen ones, whatever is chosen."""
        every = [*self._of_kept["aliases"], *self._of_gone["aliases"]]
        names = [one[name] for name in NAMES for one in (self._of_kept, self._of_gone) if self._differs(name)]
        return list(dict.fromkeys(name for name in [*every, *names] if name))

    @property
    def channels(self) -> str:
        """The channels of both, each once."""
        if not KINDS[self.kept.kind].has_channels:
            return ""
        return field_text("channels", channels_of_both(self._of_kept, self._of_gone))

    @property
    def tags(self) -> str:
        return ", ".join(dict.fromkeys([*self._of_kept["tags"], *self._of_gone["tags"]]))

    def _differs(self, name: str) -> bool:
        return bool(self._of_kept[name]) and bool(self._of_gone[name]) and self._of_kept[name] != self._of_gone[name]

    @cached_property
    def _of_kept(self) -> dict[str, Any]:
        return state_of(self.kept)

    @cached_property
    def _of_gone(self) -> dict[str, Any]:
        return state_of(self.gone)

    def _tie_row(self, twin: Twin) -> TieRow:
        told = {tie_id: tie_in_words(db.session.get_one(Tie, tie_id)) for tie_id in (twin.kept_id, twin.gone_id)}
        chosen = self.ties.get(twin.type, twin.default_id)
        label = field_text("tie_type", twin.type)
        return TieRow(twin, label, told[twin.kept_id], told[twin.gone_id], chosen)


class InWords:
    """What partners say, in the words of their own pages."""

    def label(self, choice: Choice) -> Any:
        return LABELS.get(choice.name) or field_label(choice.name)

    def text(self, choice: Choice, values: Mapping[str, Any], _is_kept: bool) -> str:
        """What a record says of it, as one reads it; empty where nothing is known."""
        if is_empty(choice, values):
            return ""
        if choice.name == "point":
            place = f"{values['lat']:.5f}, {values['lon']:.5f}"
            return " · ".join(filter(None, (place, field_text("point_confidence", values["point_confidence"]))))
        return " · ".join(filter(None, (field_text(name, values[name]) for name in choice.columns)))


def tie_in_words(tie: Tie) -> str:
    """How one of two ties reads: since when, how it came, under what status."""
    since = field_text("signed_on", tie.signed_on) or tie.reference_date or _("Date unknown")
    came = _("made by an agreement") if tie.origin == "agreement" else _("taken over")
    return " · ".join((str(since), str(came), field_text("status", tie.status)))
