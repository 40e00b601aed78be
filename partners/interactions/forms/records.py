"""The forms of interactions: logging, correcting, voiding, and narrowing the list."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from wtforms import BooleanField, Field, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from partners.directory.forms.picking import PartnersField, read_id
from partners.files.forms import FilesField
from partners.foundation import clock, money
from partners.foundation.forms import (
    REQUIRED_TEXT,
    BodyField,
    CreateForm,
    EditForm,
    Form,
    LengthAtMost,
    LineField,
    OfficialDateField,
    coerce_id,
)
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l
from partners.interactions import rules
from partners.interactions.actions.follow_ups import Step
from partners.interactions.forms.follow_ups import LONGEST_BODY, LONGEST_LINE, NOBODY_YET, WHAT
from partners.interactions.models import Interaction

NOBODY = SelectChoice("", _l("Choose"))


class YearField(Field):
    """A year in four digits, or nothing; what was typed stays."""

    widget = LineField.widget
    data: int | None

    def _value(self) -> str:
        return clean(self.raw_data[0]) if self.raw_data else str(self.data or "")

    def process_formdata(self, valuelist: list[str]) -> None:
        text = clean(valuelist[0]) if valuelist else ""
        self.data = None
        if text:
            if not (text.isascii() and text.isdigit() and int(text[:5]) in rules.YEARS):
                raise ValueError(str(_l("Write a year such as 2020.")))
            self.data = int(text)


class ContactsField(Field):
    """The people at the partners who took part: those ticked among those that are offered."""

    data: list[int]

    def process_data(self, value: Sequence[int] | None) -> None:
        self.data = list(value or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = list(dict.fromkeys(one for one in map(read_id, valuelist) if one is not None))


class LastChoiceField(SelectField):
    """A select that a button may answer as well: what is sent last holds."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist[-1:])


class Needed:
    """Marks a field as one to fill in; whether it may stay empty is for the rules to say."""

    field_flags = {"required": True}

    def __call__(self, form: Form, field: Field) -> None:
        """Nothing is checked here."""


class InteractionForm(Form):
    """What one writes down. The checks are those of `rules`; here they find their fields."""

    partners = PartnersField(_l("Partners"), [Needed()])
    recipients_unspecified = BooleanField(_l("Recipients not named"))
    recipients_text = LineField(_l("Recipients as written"), [LengthAtMost(LONGEST_LINE)])
    date = LineField(_l("Date"), [Needed(), LengthAtMost(LONGEST_LINE)])
    undated = BooleanField(_l("Date unknown"))
    fiscal_year = YearField(_l("Fiscal year"))
    occurrence_labels = LineField(_l("What each date was"), [LengthAtMost(LONGEST_LINE)])
    kind = RadioField(
        _l("Kind"),
        [InputRequired(_l("Choose the kind."))],
        choices=[SelectChoice(kind.code, kind.label) for kind in rules.KINDS.values()],
    )
    direction = SelectField(
        _l("Direction"),
        choices=[
            SelectChoice("", _l("As usual for the kind")),
            *(SelectChoice(one.code, one.label) for one in rules.DIRECTIONS.values()),
        ],
        default="",
    )
    title = LineField(_l("In one line"), [InputRequired(REQUIRED_TEXT), LengthAtMost(LONGEST_LINE)])
    item = LineField(_l("Item"), [LengthAtMost(LONGEST_LINE)])
    amount = LineField(_l("Amount"), [LengthAtMost(60)])
    amount_unit = LastChoiceField(
        _l("Unit"), choices=[SelectChoice("kkrw", _l("thousand won")), SelectChoice("won", _l("won"))], default="kkrw"
    )
    amount_approx = BooleanField(_l("About (an estimate)"))
    confirm_amount = BooleanField(_l("The amount is right as typed"))
    body = BodyField(_l("Details"), [LengthAtMost(LONGEST_BODY)])
    our_attendees = LineField(_l("Who took part for us"), [LengthAtMost(LONGEST_LINE)])
    contacts = ContactsField(_l("Their people"))

    #: The question whether thousand won was meant, while it is open.
    question: rules.ThousandsMeant | None = None

    def values(self) -> dict[str, Any]:
        """What was written, as the actions take it."""
        names = rules.Entry.__dataclass_fields__.keys() & self._fields.keys()
        return {name: self[name].data or "" if name in {"kind", "date"} else self[name].data for name in names}

    def entry(self) -> rules.Entry:
        return rules.Entry(**self.values())

    def entry_without_labels(self) -> rules.Entry:
        """For answering on the date alone."""
        return replace(self.entry(), occurrence_labels="")

    @property
    def shows_worth(self) -> bool:
        """Whether the fields for item and amount stand open."""
        kind = rules.KINDS.get(self.kind.data or "")
        filled = self.item.data or self.amount.data or self.amount.errors or self.item.errors
        return bool(filled) or (kind is not None and kind.carries)

    @property
    def shows_more(self) -> bool:
        """Whether the fields that are seldom needed stand open: one of them is filled or wrong."""
        seldom = (self.direction, self.fiscal_year, self.occurrence_labels, self.our_attendees, self.body)
        return any(field.data or field.errors for field in seldom)

    def validate_partners(self, field: Field) -> None:
        with _told_at(field):
            rules.check_partners(self.entry())

    def validate_date(self, field: Field) -> None:
        with _told_at(field):
            rules.read_times(self.entry(), clock.today())

    def validate_amount(self, field: Field) -> None:
        with _told_at(field):
            try:
                rules.read_amount(self.entry())
            except rules.ThousandsMeant as question:
                self.question = question
                raise


class LogForm(InteractionForm, CreateForm):
    """Writing a new interaction down."""

    files = FilesField(_l("Attachments"))
    follow_up_title = LineField(_l("What is to be done"), [LengthAtMost(LONGEST_LINE)])
    follow_up_due_on = OfficialDateField(_l("Due"))
    follow_up_assignee = SelectField(_l("Assignee"), coerce=coerce_id, choices=[NOBODY_YET])
    team = SelectField(_l("Team"), coerce=coerce_id, default=None, choices=[NOBODY])

    def offer_teams(self, teams: Sequence[tuple[int, str]]) -> None:
        """Ask for the team where the writer has none; otherwise the writer's own holds."""
        if teams:
            self.team.choices = [NOBODY, *(SelectChoice(*team) for team in teams)]
        else:
            del self.team

    def offer_people(self, people: Sequence[tuple[int, str]]) -> None:
        """Who may be named for the follow-up."""
        self.follow_up_assignee.choices = [NOBODY_YET, *(SelectChoice(*person) for person in people)]

    def follow_up(self) -> Step | None:
        """What is to follow; None when nothing was written."""
        if not self.follow_up_title.data:
            return None
        return Step(
            title=self.follow_up_title.data, due_on=self.follow_up_due_on.data, assignee=self.follow_up_assignee.data
        )

    @property
    def shows_follow_up(self) -> bool:
        """Whether the fields of the follow-up stand open."""
        fields = (self.follow_up_title, self.follow_up_due_on, self.follow_up_assignee)
        return bool(self.follow_up_title.data) or any(field.errors for field in fields)

    def validate_follow_up_title(self, field: Field) -> None:
        if not field.data and self.follow_up_due_on.data:
            raise ValidationError(WHAT)

    def refuse(self, refusal: Refusal) -> None:
        """The follow-up's fields have names of their own here."""
        if refusal.field in {"due_on", "assignee"}:
            refusal.field = f"follow_up_{refusal.field}"
        super().refuse(refusal)


class CorrectForm(InteractionForm, EditForm):
    """Writing an interaction down anew, with the reason."""

    of_the_change = frozenset({"reason", "q", "confirm_amount", "amount_unit"})

    reason = LineField(
        _l("Reason for the correction"),
        [InputRequired(_l("Write why: the reason stays with the record.")), LengthAtMost(LONGEST_LINE)],
    )


class VoidForm(EditForm):
    """Making an interaction void."""

    reason = LineField(
        _l("Reason for making it void"),
        [InputRequired(_l("Write why: the reason stays with the record.")), LengthAtMost(LONGEST_LINE)],
    )


def written_in(interaction: Interaction) -> dict[str, Any]:
    """The record as its form shows it, ready to be written anew."""
    dated_year = interaction.occurrences[0].starts_on.year if interaction.occurrences else None
    return {
        "partners": [link.partner_id for link in interaction.named],
        "recipients_unspecified": interaction.recipients_unspecified,
        "recipients_text": interaction.recipients_text,
        "date": interaction.date_text,
        "undated": not interaction.is_dated,
        "fiscal_year": interaction.fiscal_year if interaction.fiscal_year != dated_year else None,
        "occurrence_labels": rules.LABEL_SEPARATOR.join(time.label for time in interaction.occurrences if time.label),
        "kind": interaction.kind,
        "direction": "" if interaction.direction == rules.KINDS[interaction.kind].direction else interaction.direction,
        "title": interaction.title,
        "item": interaction.item,
        "amount": _amount_written(interaction),
        "amount_approx": interaction.amount_approx,
        "body": interaction.body,
        "our_attendees": interaction.our_attendees,
        "contacts": [link.contact_id for link in interaction.met],
        "version": interaction.version,
    }


def _amount_written(interaction: Interaction) -> str:
    """The amount as it was written, where that alone says as much; otherwise in won."""
    won, written = interaction.amount_won, interaction.amount_text
    if won is None:
        return ""
    return written if money.parse_amount(written, unit=money.KKRW).won == won else money.in_won(won)


@contextmanager
def _told_at(field: Field) -> Iterator[None]:
    """Say a refusal of the rules at this field, when it is the field at fault."""
    try:
        yield
    except Refusal as refusal:
        if refusal.field == field.short_name:
            raise ValidationError(refusal.message) from refusal
