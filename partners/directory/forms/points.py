"""Where a partner lies: two numbers that are looked at before they are believed, or a point taken by a button."""

import math
from typing import Any

from flask_babel import LazyString
from wtforms import BooleanField, Field, StringField

from partners.directory.kinds.own_fields import OptionalSelectField, choices
from partners.directory.rules.places import objection_to_point
from partners.directory.rules.placing import Described, region_at
from partners.directory.rules.words import CONFIDENCE_LABELS, FIELD_LABELS, HOME, Confidence
from partners.foundation.forms import Form, LineField
from partners.foundation.hangul import clean
from partners.foundation.pages import country_name
from partners.foundation.words import _, _l
from partners.geography.atlas import country_at, doubt_at
from partners.geography.rules.doubts import Doubt, Slip

NOWHERE = _l(
    "0, 0 lies in the sea off Africa: programs write it when they know nothing. "
    "Leave both empty when the point is unknown."
)
DESCRIBING = ("name_ko", "name_en", "name_native", "country", "region", "address")


class CoordinateField(Field):
    """Degrees as a decimal number; empty is unknown. What was typed stays."""

    widget = StringField.widget
    data: float | None
    raw_data: list[Any]
    process_errors: list[str]

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:g}" if self.data == int(self.data) else repr(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = clean(valuelist[0]) if valuelist else ""
        self.data = None
        if text:
            try:
                self.data = float(text.rstrip("°"))
            except ValueError as error:
                raise ValueError(str(_l("Write degrees as a number, such as 37.5264."))) from error

    def take(self, degrees: float | None) -> None:
        """Hold this number, whatever was typed."""
        self.raw_data, self.data, self.process_errors = [], degrees, []


class TakenPointField(Field):
    """A point as a button sends it: latitude, longitude and confidence with commas between. Only buttons draw it."""

    widget = StringField.widget
    data: tuple[float | None, float | None, str] | None

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = _read_point(valuelist[-1]) if valuelist else None

    def _value(self) -> str:
        return ""


class LookField(TakenPointField):
    """A point to be looked at first: the form is shown again with it, and nothing is saved."""

    @property
    def is_reshaped(self) -> bool:
        return any(self.raw_data or ())


class PointFields(Form):
    """Latitude and longitude with how sure they are. A doubtful point is asked about once, with what was meant."""

    lat = CoordinateField(FIELD_LABELS["lat"])
    lon = CoordinateField(FIELD_LABELS["lon"])
    point_confidence = OptionalSelectField(
        FIELD_LABELS["point_confidence"], choices=choices((one.value, CONFIDENCE_LABELS[one]) for one in Confidence)
    )
    confirm_point = BooleanField(_l("The point is right as it stands"), false_values=("", "n", "false"))
    #: Taken and saved; looked at first.
    mend = TakenPointField()
    look = LookField()

    #: What is doubtful about the point that was sent.
    doubt: Doubt | None = None

    def process(self, *args: Any, **kwargs: Any) -> None:
        super().process(*args, **kwargs)
        taken = self.mend.data or self.look.data
        if taken:
            self._take(*taken)

    def _take(self, lat: float | None, lon: float | None, confidence: str) -> None:
        self.lat.take(lat)
        self.lon.take(lon)
        if confidence:
            chosen: Any = self.point_confidence
            chosen.data, chosen.was_sent = confidence, True

    def validate(self, extra_validators: Any = None) -> bool:
        self._fill_in_region()
        fine = super().validate(extra_validators)
        if self.is_reshaped or self.lat.errors or self.lon.errors or self["country"].errors:
            return False if self.is_reshaped else fine
        return self._is_plausible() and fine

    def described(self) -> Described:
        """What the form says of where the partner lies."""
        told = {name: self[name].data or "" for name in DESCRIBING if name in self}
        return Described(kind=self.kind_of_point, **told)

    #: The kind of the partner; of a city the name says where it is.
    kind_of_point = ""

    def _fill_in_region(self) -> None:
        # Whoever empties it on a record that has one is asked instead.
        if not self["region"].data and not self["region"].object_data:
            self["region"].data = region_at(self["country"].data, self.lat.data, self.lon.data)

    def _is_plausible(self) -> bool:
        """Whether the point may stand so, or somebody said that it is right."""
        lat, lon, country = self.lat.data, self.lon.data, self["country"].data
        if lat is None or lon is None or not self._is_new():
            return True
        self.doubt = doubt_at(lat, lon, country)
        if self.doubt is None or (self.confirm_point.data and self.may_confirm):
            return True
        field, sentence = _objection(self.doubt, lat, lon, country)
        if lat == self.lat.object_data and lon == self.lon.object_data:
            field = "country"
        self[field].errors = [*self[field].errors, sentence]
        return False

    @property
    def may_confirm(self) -> bool:
        return self.doubt is not None and self.doubt.slip is not Slip.OUT_OF_RANGE

    def _is_new(self) -> bool:
        # A record that stands so already is not asked about whenever something else of it changes.
        return any(self[name].data != self[name].object_data for name in ("lat", "lon", "country"))


class PointForm(Form):
    """What the panel of a point is asked with while somebody types; it saves nothing."""

    kind = LineField()
    name_ko = LineField()
    name_en = LineField()
    name_native = LineField()
    country = LineField()
    region = LineField()
    address = LineField()
    lat = CoordinateField()
    lon = CoordinateField()
    km = LineField()

    def described(self) -> Described:
        """What was typed so far."""
        return Described(kind=self.kind.data or "", **{name: self[name].data or "" for name in DESCRIBING})


def _read_point(text: str) -> tuple[float | None, float | None, str] | None:
    """Numbers and confidence; two empty numbers take the point away. None for anything else."""
    parts = text.split(",")
    if len(parts) != 3 or parts[2] not in ("", *Confidence):
        return None
    try:
        lat, lon = (float(part) if part else None for part in parts[:2])
    except ValueError:
        return None
    return None if any(one is not None and not math.isfinite(one) for one in (lat, lon)) else (lat, lon, parts[2])


def _objection(doubt: Doubt, lat: float, lon: float, country: str) -> tuple[str, str | LazyString]:
    """The field at fault and the sentence."""
    if doubt.slip is Slip.OUT_OF_RANGE:
        return objection_to_point(lat, lon) or ("lat", "")
    if doubt.slip is Slip.NOWHERE:
        return "lat", NOWHERE
    there, told = country_at(lat, lon), country_name(country)
    if len(there) == len(HOME):
        return "lat", _(
            "This point lies in %(there)s, and the record says %(country)s. Check both.",
            there=country_name(there),
            country=told,
        )
    return "lat", _("This point lies at sea, far from %(country)s. Check both numbers.", country=told)
