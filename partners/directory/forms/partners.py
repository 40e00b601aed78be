"""Registering and correcting a partner."""

from typing import Any

from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from partners.accounts import queries as accounts
from partners.directory import queries
from partners.directory.forms.keeping import KeepingFields, SuccessionFields
from partners.directory.forms.points import PointFields
from partners.directory.kinds import KINDS
from partners.directory.kinds.forms import OWN_FIELDS
from partners.directory.kinds.own_fields import OptionalSelectField, TermField, TermsField, choices
from partners.directory.models import Partner
from partners.directory.rules.channels import Channel
from partners.directory.rules.words import FIELD_LABELS, HOME, Confidence
from partners.foundation.forms import (
    BodyField,
    CreateForm,
    EditForm,
    LengthAtMost,
    LineField,
    coerce_id,
)
from partners.foundation.hangul import clean
from partners.foundation.locales import country_choices
from partners.foundation.words import _l

LONGEST_NAME, LONGEST_LINE, LONGEST_NOTE = 100, 200, 4000
MOST_ALIASES = 20
#: The columns that every kind writes as they are typed.
WRITTEN = ("name_ko", "name_en", "name_native", "country", "region", "address", "lat", "lon", "source", "note")


class NamesField(BodyField):
    """Names, one a line or with commas between; data is the text, `names` the list."""

    @property
    def names(self) -> list[str]:
        parts = (self.data or "").replace(",", "\n").replace("，", "\n").split("\n")
        return list(dict.fromkeys(name for name in map(clean, parts) if name))


class RegionField(LineField):
    """The region as typed, or as a button answered that offers the provinces of one name."""

    #: Whether somebody answered: the places of that name were shown, so this is another one.
    is_answer = False

    def process_formdata(self, valuelist: list[str]) -> None:
        self.is_answer = len(valuelist) > 1
        super().process_formdata([next((value for value in reversed(valuelist) if value.strip()), "")])

    def _value(self) -> str:
        return self.data or ""


class PartnerFields(PointFields, KeepingFields):
    """What one writes of a partner of any kind."""

    name_ko = LineField(
        FIELD_LABELS["name_ko"], [InputRequired(_l("Write the name in Korean.")), LengthAtMost(LONGEST_NAME)]
    )
    name_en = LineField(FIELD_LABELS["name_en"], [LengthAtMost(LONGEST_NAME)])
    name_native = LineField(FIELD_LABELS["name_native"], [LengthAtMost(LONGEST_NAME)])
    aliases = NamesField(FIELD_LABELS["aliases"], [LengthAtMost(LONGEST_NAME * MOST_ALIASES)])
    country = SelectField(FIELD_LABELS["country"], [InputRequired(_l("Choose the country."))])
    region = RegionField(FIELD_LABELS["region"], [LengthAtMost(LONGEST_NAME)])
    address = LineField(FIELD_LABELS["address"], [LengthAtMost(LONGEST_LINE)])
    owner_team_id = OptionalSelectField(FIELD_LABELS["owner_team_id"], coerce=coerce_id)
    source = LineField(FIELD_LABELS["source"], [LengthAtMost(LONGEST_LINE)])
    note = BodyField(FIELD_LABELS["note"], [LengthAtMost(LONGEST_NOTE)])
    confirm_duplicate = BooleanField(_l("This is another partner of the same name"), false_values=("", "n", "false"))

    #: Names of the fields that only this kind has.
    own: tuple[str, ...] = ()

    def prepare(self, may_choose_team: bool) -> None:
        """Offer what can be chosen; only who may write for every team chooses the team."""
        self.country.choices = choices(country_choices(HOME))
        if may_choose_team:
            self.owner_team_id.choices = choices((team.id, team.name) for team in accounts.teams())
        else:
            del self.owner_team_id
        self._offer_terms()

    @property
    def is_another(self) -> bool:
        """Whether somebody said that a partner of the same name is another one."""
        return bool(self.confirm_duplicate.data or self.region.is_answer)

    def _offer_terms(self) -> None:
        choosing = [field for field in self if isinstance(field, TermField | TermsField)]
        terms = queries.terms_of(*(field.vocabulary for field in choosing)) if choosing else {}
        for field in choosing:
            field.offer(terms[field.vocabulary])
        if "cohort_id" in self:
            self["cohort_id"].suggestions = queries.cohorts()

    def values(self) -> dict[str, Any]:
        """The columns that this form writes; a choice that was not sent is left out."""
        chosen = ("owner_team_id", "point_confidence", "valid_to", "successor_id")
        names = [*WRITTEN, *(name for name in chosen if name in self), *self.own]
        told = {name: self[name].data for name in names if getattr(self[name], "was_sent", True)}
        if "channels" in self:
            told["channels"] = [one.as_values() for one in self.channels.told]
        return {**told, **self.keeping(), "aliases": self.aliases.names}


class EditFields(SuccessionFields, EditForm):
    """What only a record that is there already has."""

    #: Channels are compared row by row.
    of_the_change = frozenset(
        {"reason", "confirmed", "confirm_duplicate", "channels", "more_channels", "confirm_point", "mend", "look"}
    )

    confirmed = SelectMultipleField(
        _l("Confirmed"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(), validate_choice=False
    )
    reason = LineField(_l("Reason for the change"), [LengthAtMost(LONGEST_LINE)])

    def circumstances(self) -> dict[str, Any]:
        """What goes with the new values: the version they rest on, the reason, what was confirmed."""
        return {
            "version": self.version.data,
            "reason": self.reason.data,
            "confirmed": self.is_another,
            "checked": self.confirmed.data,
        }

    def offer_references(self, partner: Partner) -> None:
        """Let the reader confirm the values that are general knowledge so far."""
        self.confirmed.choices = choices(
            (name, f"{FIELD_LABELS.get(name, name)}: {getattr(partner, name)}") for name in partner.reference_fields
        )


def _named(name: str, *bases: type, own: tuple[str, ...]) -> Any:
    return type(name, bases, {"own": own, "kind_of_point": name.partition("_")[2]})


NEW_FORMS: dict[str, Any] = {
    kind: _named(f"New_{kind}", fields, PartnerFields, CreateForm, own=fields.own)
    for kind, fields in OWN_FIELDS.items()
}
EDIT_FORMS: dict[str, Any] = {
    kind: _named(f"Edit_{kind}", fields, PartnerFields, EditFields, own=fields.own)
    for kind, fields in OWN_FIELDS.items()
}


def new_form(kind: str, may_choose_team: bool, team_id: int | None = None, owner_id: int | None = None) -> Any:
    """The form that registers a partner of this kind, in Korea unless somebody says otherwise."""
    form = NEW_FORMS[kind](country=HOME, owner_team_id=team_id, owner_id=owner_id)
    form.prepare(may_choose_team)
    form.offer_owners(None if may_choose_team else team_id)
    return form


def edit_form(partner: Partner, may_choose_team: bool) -> Any:
    """The form that corrects this partner, filled with what stands there, or with what was sent."""
    return _made_ready(EDIT_FORMS[partner.kind](data=_written_in(partner)), partner, may_choose_team)


def stored_form(partner: Partner, may_choose_team: bool) -> Any:
    """The form as the record stands now, whatever was sent."""
    return _made_ready(EDIT_FORMS[partner.kind](formdata=None, data=_written_in(partner)), partner, may_choose_team)


def _made_ready(form: Any, partner: Partner, may_choose_team: bool) -> Any:
    form.prepare(may_choose_team)
    form.offer_owners(None if may_choose_team else partner.owner_team_id, partner.owner_id)
    form.leave_out_succession(partner)
    form.offer_references(partner)
    return form


def _written_in(partner: Partner) -> dict[str, Any]:
    names = [
        *PointFields.__dict__,
        *PartnerFields.__dict__,
        *OWN_FIELDS[partner.kind].own,
        "owner_id",
        "valid_to",
        "successor_id",
        "version",
    ]
    columns = {name: getattr(partner, name) for name in names if hasattr(type(partner), name) and name != "aliases"}
    written = {
        **columns,
        # Nothing is chosen for a record without a point; the form offers what a typed one would be.
        "point_confidence": partner.point_confidence or Confidence.HIGH.value,
        "aliases": "\n".join(alias.name for alias in partner.aliases),
        "tags": ", ".join(tag.name for tag in queries.tags_of(partner.id)),
    }
    if KINDS[partner.kind].has_channels:
        written["channels"] = [Channel.of(row).as_values() for row in partner.channels]
    return written
