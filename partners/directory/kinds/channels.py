"""Channels in the form of a person: some rows, a few of them empty, and a button for more."""

from collections.abc import Iterable, Iterator
from typing import Any

from wtforms import BooleanField, FieldList, FormField, SelectField
from wtforms import Form as PlainForm

from partners.directory.kinds.own_fields import CountField, OwnFields, choices
from partners.directory.rules.channels import (
    LONGEST_HANDLE,
    LONGEST_URL,
    MOST_CHANNELS,
    Channel,
    objection_to_channel,
)
from partners.directory.rules.words import FIELD_LABELS, PLATFORMS
from partners.foundation.clock import today
from partners.foundation.forms import LineField, OfficialDateField
from partners.foundation.words import _l

#: Rows to write into that the form of a new record offers, and its button adds.
EMPTY_ROWS = 2


class ChannelRow(PlainForm):
    """One channel. Nothing written in it: there is none."""

    platform = SelectField(
        FIELD_LABELS["platform"],
        default="",
        validate_choice=False,
        choices=choices([("", _l("Choose")), *PLATFORMS.items()]),
    )
    handle = LineField(FIELD_LABELS["handle"], render_kw={"maxlength": LONGEST_HANDLE})
    url = LineField(FIELD_LABELS["url"], render_kw={"maxlength": LONGEST_URL, "inputmode": "url"})
    followers = CountField(FIELD_LABELS["followers"], render_kw={"inputmode": "numeric"})
    followers_on = OfficialDateField(FIELD_LABELS["followers_on"])
    remove = BooleanField(_l("Remove"), false_values=("", "n", "false"))

    @property
    def told(self) -> Channel:
        """The channel as it was written; what could not be read is missing."""
        return Channel(
            platform=self.platform.data or "",
            handle=self.handle.data or "",
            url=self.url.data or "",
            followers=self.followers.data,
            followers_on=self.followers_on.data,
        )

    @property
    def is_left_out(self) -> bool:
        """Whether nothing was written here, or it is to be taken away."""
        unread = bool(self.followers.process_errors or self.followers_on.process_errors)
        return bool(self.remove.data) or (self.told.is_empty and not unread)

    @property
    def is_filled(self) -> bool:
        """Whether there is something to take away."""
        return bool(self.remove.data) or not self.is_left_out

    def validate(self, extra_validators: Any = None) -> bool:
        if self.is_left_out:
            return True
        if not super().validate(extra_validators):
            return False
        objection = objection_to_channel(self.told, today())
        if objection:
            self[objection[0]].errors = [str(objection[1])]
        return objection is None


class ChannelsField(FieldList):
    """Rows of channels; `told` are those that somebody wrote and left."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(FormField(ChannelRow), label, max_entries=MOST_CHANNELS, **kwargs)

    def process(self, *args: Any, **kwargs: Any) -> None:
        super().process(*args, **kwargs)
        if all(row.form.is_filled for row in self.entries):
            self.add_rows(1 if self.entries else EMPTY_ROWS)

    def add_rows(self, number: int = EMPTY_ROWS) -> None:
        """Offer some more rows to write into, up to the most that there may be."""
        for _row in range(min(number, MOST_CHANNELS - len(self.entries))):
            self.append_entry()

    @property
    def told(self) -> list[Channel]:
        return [row.form.told for row in self.entries if not row.form.is_left_out]

    @property
    def has_marked_rows(self) -> bool:
        """Whether what is wrong is said at a row."""
        return any(row.form.errors for row in self.entries)

    def validate(self, form: Any, extra_validators: Iterable[Any] = ()) -> bool:
        # Each message once for the summary; the rows keep theirs at their fields.
        super().validate(form, extra_validators)
        self.errors = list(dict.fromkeys(_messages(self.entries)))
        return not self.errors

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        # A number that nobody's form holds (², or one of a thousand digits) is no row.
        known = {f"{prefix}-{number}-" for number in range(MOST_CHANNELS)}
        for name in formdata:
            row = name.rpartition("-")[0] + "-"
            if row in known:
                yield int(row[len(prefix) + 1 : -1])


class ChannelsFields(OwnFields):
    """The channels of a person or team. The button for more rows shows the form again, as it was typed."""

    channels = ChannelsField(FIELD_LABELS["channels"])
    more_channels = BooleanField(_l("More rows"), false_values=("", "n", "false"))

    def validate(self, extra_validators: Any = None) -> bool:
        if self.more_channels.data:
            self.channels.add_rows()
            return False
        return bool(super().validate(extra_validators))

    @property
    def refused_status(self) -> int:
        return 200 if self.more_channels.data else super().refused_status


def _messages(rows: Iterable[Any]) -> Iterator[str]:
    for row in rows:
        for messages in row.form.errors.values():
            yield from (str(message) for message in messages)
