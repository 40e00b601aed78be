"""What every record has beside its facts: who is in charge, its tags, and when it came to an end."""

from typing import Any

from partners.accounts import queries as accounts
from partners.directory.forms.tags import tags_field
from partners.directory.kinds import KINDS
from partners.directory.kinds.named_partner import NamedPartnerField
from partners.directory.kinds.own_fields import OptionalSelectField, choices
from partners.directory.models import Partner
from partners.directory.rules.words import FIELD_LABELS
from partners.foundation.forms import Form, OfficialDateField, coerce_id


class KeepingFields(Form):
    """The officer in charge and the tags."""

    owner_id = OptionalSelectField(FIELD_LABELS["owner_id"], coerce=coerce_id)
    tags = tags_field()

    def offer_owners(self, team_id: int | None, kept: int | None = None) -> None:
        """Offer the people of a team, or of every team with its name; whoever is in charge now is offered too."""
        found = accounts.officers()
        offered = [
            (one.id, one.name if team_id else f"{one.name} · {one.team_name}")
            for one in found
            if team_id in (None, one.team_id)
        ]
        if kept and kept not in {owner_id for owner_id, _name in offered}:
            offered += accounts.user_names([kept]).items()
        self.owner_id.choices = choices([("", "–"), *offered])

    def keeping(self) -> dict[str, Any]:
        """What was said of it; what the form came without is left out."""
        told = {"owner_id": self.owner_id.data} if self.owner_id.was_sent else {}
        return {**told, "tags": self.tags.names} if self.tags.was_sent else told


class SuccessionFields(Form):
    """The last day of a body, and who follows it: of a record that is there already."""

    valid_to = OfficialDateField(FIELD_LABELS["valid_to"])
    successor_id = NamedPartnerField(FIELD_LABELS["successor_id"])

    def leave_out_succession(self, partner: Partner) -> None:
        """Persons are not abolished."""
        if KINDS[partner.kind].is_person:
            del self.valid_to
            del self.successor_id
