"""What one writes of an institution only: its type, to whom it belongs, whether it exists yet."""

from wtforms import BooleanField, StringField

from partners.directory import queries
from partners.directory.kinds.own_fields import OptionalSelectField, OwnFields, choices
from partners.directory.rules.names import keys_of
from partners.directory.rules.words import FIELD_LABELS, INSTITUTION_TYPES
from partners.foundation.hangul import clean
from partners.foundation.words import _, _l


class RelatedPartnerField(StringField):
    """Another partner, written by its name; data is its id, None when empty."""

    data: int | None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        partner_id: int | None = self.data
        named = queries.partners_named([partner_id]) if partner_id else {}
        return named[partner_id].formal_name if partner_id in named else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        written, self.data = clean(valuelist[0]) if valuelist else "", None
        if not written:
            return
        known = queries.known_as(keys_of(written, (), ""))
        if not known:
            raise ValueError(_("No partner of this name is registered: %(name)s.", name=written[:40]))
        if len(known) > 1:
            names = ", ".join(one.formal_name for one in known)
            raise ValueError(_("Several partners have this name. Write one of: %(names)s.", names=names))
        self.data = known[0].id


class InstitutionFields(OwnFields):
    type = OptionalSelectField(FIELD_LABELS["type"], choices=choices(INSTITUTION_TYPES.items()), default="other")
    related_partner_id = RelatedPartnerField(_l("Belongs to (name of a registered partner)"))
    is_planned = BooleanField(FIELD_LABELS["is_planned"])

    own = ("type", "related_partner_id", "is_planned")
