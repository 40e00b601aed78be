"""What one writes of an institution only: its type, to whom it belongs, whether it exists yet."""

from wtforms import BooleanField

from partners.directory.kinds.named_partner import NamedPartnerField
from partners.directory.kinds.own_fields import OptionalSelectField, OwnFields, choices
from partners.directory.rules.words import FIELD_LABELS, INSTITUTION_TYPES
from partners.foundation.forms import OfficialDateField
from partners.foundation.words import _l


class InstitutionFields(OwnFields):
    type = OptionalSelectField(FIELD_LABELS["type"], choices=choices(INSTITUTION_TYPES.items()), default="other")
    related_partner_id = NamedPartnerField(_l("Belongs to (name of a registered partner)"))
    is_planned = BooleanField(FIELD_LABELS["is_planned"])

    formed_on = OfficialDateField(FIELD_LABELS["formed_on"])

    own = ("type", "related_partner_id", "is_planned", "formed_on")
