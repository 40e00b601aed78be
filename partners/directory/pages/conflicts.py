"""Two people corrected one partner: both values of every field, the rows of channels cell by cell."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from flask import url_for

from partners.audit.queries import history_of
from partners.directory.forms import stored_form
from partners.directory.models import Partner
from partners.foundation.conflicts import Difference, differences
from partners.foundation.words import _


def compare(form: Any, partner: Partner) -> None:
    """After Stale: let the form show what stands there now beside what was typed; it may then be sent again."""
    if not form.is_stale:
        return
    latest, stored = history_of(partner, limit=1), stored_form(partner, "owner_team_id" in form)
    form.compare_with(
        stored,
        who=latest[0].who if latest else None,
        at=latest[0].at if latest else None,
        leave=url_for("directory.show", partner_id=partner.id),
    )
    if "channels" in form:
        found = (*form.conflict.differences, *_in_channels(form.channels, stored.channels))
        form.conflict = replace(form.conflict, differences=found)


def _in_channels(sent: Any, stored: Any) -> Iterator[Difference]:
    """What differs in the rows; a row that only the other one wrote gets its place in the form, to be taken over."""
    while len(sent.entries) < len(stored.entries):
        sent.append_entry()
    while len(stored.entries) < len(sent.entries):
        stored.append_entry()
    for number, mine, theirs in zip(count(1), sent.entries, stored.entries, strict=False):
        for one in differences(mine.form, theirs.form):
            label = _("Channel %(number)s: %(field)s", number=number, field=one.label)
            # "Choose" is what an empty cell offers, not what somebody wrote.
            said_there = one.theirs if theirs.form[one.field].data else ""
            said_here = one.mine if mine.form[one.field].data else ""
            yield replace(one, field=f"{mine.name}-{one.field}", label=label, theirs=said_there, mine=said_here)
