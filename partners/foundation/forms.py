"""The form that every form is: what was typed is kept, a refusal shows at its field."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any, ClassVar

from flask import current_app, g
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm.exc import StaleDataError
from wtforms import Field, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import HiddenInput

from partners.foundation import clock, dates, once
from partners.foundation.conflicts import Conflict, Difference, Words, differences, is_untouched, seen_in, take
from partners.foundation.database import db
from partners.foundation.hangul import clean, clean_body
from partners.foundation.identifiers import REFUSALS, find_identifier
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _, _l


class Form(FlaskForm):
    """Base of all forms. `with form.refusals():` around the action shows its refusals here."""

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Catch a Refusal: roll back, and put its message at the field that it names.

        Two who save at the same moment are told apart by the database only: that is Stale as well.
        """
        try:
            yield
        except StaleDataError:
            db.session.rollback()
            self.refuse(Stale(_l("Somebody else saved this record meanwhile. Look at both, then save again.")))
        except Refusal as refusal:
            db.session.rollback()
            self.refuse(refusal)

    def refuse(self, refusal: Refusal) -> None:
        """Show the message at its field, or over the form when the form has no such field."""
        self.refusal = refusal
        field = self._fields.get(refusal.field or "")
        if field is None or isinstance(field, HiddenField):
            self.form_errors.append(refusal.message)
        else:
            field.errors = [*field.errors, refusal.message]

    #: The refusal that was caught, for pages that show more than its sentence.
    refusal: Refusal | None = None
    #: Both values of what somebody else changed meanwhile; the error summary shows them.
    conflict: Conflict | None = None

    @property
    def is_reshaped(self) -> bool:
        """Whether a button of a field was pressed (find, add, take away): shown again, nothing is wrong."""
        return any(getattr(field, "is_reshaped", False) for field in self)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything is right and meant to be saved."""
        return not self.is_reshaped and bool(super().validate(extra_validators))

    @property
    def refused_status(self) -> int:
        """The status of the page that shows this form again."""
        return 200 if self.is_reshaped else getattr(self.refusal, "status", 422)


class CreateForm(Form):
    """A form that creates something: it carries a key, so that sending it twice creates one."""

    once = HiddenField(default=once.new_key)

    def made_before(self) -> str | None:
        """Where the result of an earlier sending of this form by the same person stands."""
        return once.made_before(self._key)

    def remember(self, address: str) -> None:
        """Note where the result of this sending stands."""
        once.remember(self._key, address)

    @property
    def _key(self) -> str | None:
        # Bound to the person: somebody else's key leads nowhere.
        return f"{current_user.id}:{self.once.data[:64]}" if self.once.data else None


class VersionField(IntegerField):
    """The version that the reader saw. A form sent without one does not borrow the record's own."""

    widget = HiddenInput()
    data: int | None

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        super().process_formdata(valuelist)


class SeenField(HiddenField):
    """Digests of what its reader saw in each field of the form, made when the form is drawn."""

    #: The form whose fields are seen.
    of: Any = None

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else seen_in(self.of)


class EditForm(Form):
    """A form that changes a record: it carries the version that its reader saw, and what stood in its fields."""

    #: Fields that speak of the change and not of the record: they are not compared after a conflict.
    of_the_change: ClassVar[frozenset[str]] = frozenset({"reason"})

    version = VersionField(validators=[Optional()])
    seen = SeenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen.of = self

    @property
    def is_stale(self) -> bool:
        """Whether it was refused because somebody else changed the record after it was opened."""
        return isinstance(self.refusal, Stale)

    def compare_with(
        self,
        stored: "EditForm",
        *,
        who: str | None,
        at: datetime | None,
        leave: str,
        words: Mapping[str, Words] | None = None,
        told: tuple[str, ...] = (),
        sent: "EditForm | None" = None,
        in_place: bool = True,
    ) -> None:
        """After Stale: show both values, and carry the version on file, so that its reader may save again.

        A field that its reader had not changed takes what was saved; the others keep what was typed.

        `stored` is a fresh form of the same record, made with `formdata=None`. `who` saved last, `at` (UTC);
        `leave` is the address of whoever leaves it as saved. `words` tell values that fields cannot say,
        `told` what happened meanwhile. `sent` is what was sent, where this form has no more room for all of it;
        not `in_place`: the page has no more room for this form.
        """
        found = differences(sent or self, stored, self.of_the_change, words)
        found = tuple(one if in_place and one.field in self else replace(one, fills="") for one in found)
        self.conflict = Conflict(tuple(self._settled(one, stored) for one in found), who, at, leave, told)
        self.show_version(stored.version.data)
        self.seen.raw_data, self.seen.of = None, stored

    def _settled(self, one: Difference, stored: "EditForm") -> Difference:
        if one.field not in self or not is_untouched(self[one.field], self.seen.data or ""):
            return one
        take(self[one.field], stored[one.field])
        return replace(one, untouched=True)

    def show_version(self, version: int | None) -> None:
        """Carry this version, whatever was sent."""
        self.version.raw_data = None
        self.version.data = version


class WrittenText(Field):
    """What people write freely: a number that names a person for life is refused at the field (T32).

    What was typed stays on the page, for its writer to delete; it goes nowhere else.
    """

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if found := find_identifier(self.data or ""):
            raise StopValidation(str(REFUSALS[found]))


class LineField(WrittenText, StringField):
    """One line of text, NFC, without stray blanks. Empty is an empty string."""

    data: str | None

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = clean(self.data or "")


class BodyField(WrittenText, TextAreaField):
    """Text of several lines, NFC."""

    data: str | None

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = clean_body(self.data or "")


class OfficialDateField(Field):
    """One day, as ISO or as officials write it: '20. 3. 24., 2020.3.24, 3월 24일. Empty is unknown (None).

    What was typed stays in the field when it cannot be understood.
    """

    widget = StringField.widget

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.isoformat() if isinstance(self.data, date) else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = clean(valuelist[0]) if valuelist else ""
        self.data = _one_day(text) if text else None


class LengthAtMost:
    """The text may not be longer; says how long it is."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.field_flags = {"maxlength": most}

    def __call__(self, form: Form, field: Field) -> None:
        if field.data and len(field.data) > self.most:
            raise StopValidation(
                _(
                    "Too long: %(length)s characters, at most %(most)s.",
                    length=len(field.data),
                    most=self.most,
                )
            )


def coerce_id(value: Any) -> int | None:
    """A choice's id, or None for the empty choice."""
    return int(value) if value not in (None, "", "None") else None


def renew_csrf_token() -> None:
    """Give a session that begins its token at once.

    If the first page made it, pages opened side by side would each make one, and only the last would count.
    """
    g.pop(current_app.config["WTF_CSRF_FIELD_NAME"], None)
    generate_csrf()


REQUIRED_TEXT = _l("Fill in this field.")


def _one_day(text: str) -> date:
    occurrences = dates.parse(text, year=clock.today().year, today=clock.today())
    if len(occurrences) != 1 or occurrences[0].precision is not dates.Precision.DAY:
        raise ValueError(str(_l("Write one day, such as 2020. 3. 24.")))
    if occurrences[0].start is None or occurrences[0].end not in (None, occurrences[0].start):
        raise ValueError(str(_l("Write one day, such as 2020. 3. 24.")))
    return occurrences[0].start
