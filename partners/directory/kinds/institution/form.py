"""What one writes of an institution only: its type, to whom it belongs, whether it exists yet."""

from wtforms import BooleanField, SelectField

from partners.directory import queries
from partners.directory.kinds.own_fields import OwnFields
from partners.directory.rules.names import keys_of
from partners.directory.rules.words import FIELD_LABELS, INSTITUTION_TYPES
from partners.foundation.forms import LineField
from partners.foundation.words import _, _l


class RelatedPartnerField(LineField):
    """Another partner, written by its name; data is its id, None when empty."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        named = queries.partners_named([self.data]) if self.data else {}
        return named[self.data].formal_name if self.data in named else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        written, self.data = self.data, None
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
    type = SelectField(FIELD_LABELS["type"], choices=list(INSTITUTION_TYPES.items()), default="other")
    related_partner_id = RelatedPartnerField(_l("Belongs to (name of a registered partner)"))
    is_planned = BooleanField(FIELD_LABELS["is_planned"])

    own = ("type", "related_partner_id", "is_planned")
