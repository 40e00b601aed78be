"""What one writes of a group only: whom its members would be."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from partners.directory.kinds import SECTIONS
from partners.directory.kinds.own_fields import OwnFields, choices
from partners.directory.rules.words import FIELD_LABELS
from partners.foundation.words import _l


class GroupFields(OwnFields):
    member_kind = SelectField(
        FIELD_LABELS["member_kind"],
        [InputRequired(_l("Choose what its members are."))],
        choices=choices((kind.code, kind.plural) for kind in SECTIONS),
    )

    own = ("member_kind",)
