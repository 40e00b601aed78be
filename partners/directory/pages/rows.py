"""A row of the list of partners: what it is, where it stands, when we last spoke, who has it, what is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy import Row

from partners.directory.kinds import KINDS
from partners.directory.kinds.kind import Kind
from partners.directory.pages.stages import interaction_label, resting_stage, stage_of
from partners.directory.rules.filters import CANDIDATE
from partners.directory.rules.names import other_name
from partners.directory.rules.places import region_name
from partners.directory.rules.silence import is_silent
from partners.directory.rules.succession import is_abolished
from partners.directory.rules.words import HOME, STATUS_LABELS, TIE_LABELS, Band
from partners.foundation.clock import today
from partners.foundation.pages import country_name
from partners.foundation.words import _, _l

SHORT_TITLE = 8
#: Where ties rest, in the words of a list: the ceremony of a pipeline's last stage is left out.
RESTING_LABELS = {"sister": _l("Sister tie signed"), "friendship": _l("Friendship tie signed")}


@dataclass(frozen=True)
class ListedPartner:
    """A row of the list: its columns, its living ties, its tags, and where it stands."""

    columns: Row[Any]
    ties: Sequence[Any]
    tags: Sequence[Any] = ()

    @property
    def url(self) -> str:
        return url_for("directory.show", partner_id=self.columns.id)

    @property
    def kind(self) -> Kind:
        return KINDS[self.columns.kind]

    @property
    def is_abolished(self) -> bool:
        return is_abolished(self.columns.valid_to, self.columns.successor_id, today())

    @property
    def is_group(self) -> bool:
        return bool(self.columns.band == Band.GROUPS)

    @property
    def other_name(self) -> str:
        return other_name(self.columns.name_ko, self.columns.name_native, self.columns.name_en)

    @property
    def place(self) -> str:
        """Province at home, country abroad."""
        if self.columns.country == HOME:
            return region_name(self.columns.region) or str(_("Domestic"))
        return country_name(self.columns.country)

    @property
    def badges(self) -> list[tuple[str, Any, str, Any]]:
        """Type, label, status and its label of each living tie; a city on its way is a candidate."""
        if not self.ties and self.kind.code == "city" and self.columns.agreement_id is not None:
            return [(CANDIDATE, _("Candidate city"), "active", "")]
        return [(tie.type, TIE_LABELS[tie.type], tie.status, STATUS_LABELS[tie.status]) for tie in self.ties]

    @property
    def only_intention(self) -> bool:
        return any(tie.only_intention for tie in self.ties)

    @property
    def intention_on(self) -> date | None:
        """The day of the letter of intent that a tie rests on alone."""
        return next((tie.intention_on for tie in self.ties if tie.only_intention), None)

    @property
    def stage(self) -> Any:
        """The stage of the open case, otherwise the one where the closest tie rests."""
        if self.columns.agreement_id is not None:
            return stage_of(self.columns.pipeline, self.columns.stage)
        tie = next(iter(self.ties), None)
        return resting_stage(self.kind.code, self.columns.country, tie.type) if tie else None

    @property
    def stage_label(self) -> Any:
        resting = self.columns.agreement_id is None and self.ties
        return RESTING_LABELS.get(self.ties[0].type, self.stage.label) if resting else self.stage.label

    @property
    def is_signed(self) -> bool:
        """Whether the stage is reached for good: a tie, and more behind it than a letter of intent."""
        return self.columns.agreement_id is None and bool(self.ties) and self.ties[0].type == "sister"

    @property
    def is_silent(self) -> bool:
        """An active sister city without a record this year."""
        ties = [(tie.type, tie.status) for tie in self.ties]
        return is_silent(ties, self.columns.last_contact_year, today().year)

    @property
    def last_contact(self) -> str:
        """What the last contact was, in a word or two."""
        title: str = self.columns.last_contact_title or ""
        return title if len(title) <= SHORT_TITLE else str(interaction_label(self.columns.last_contact_kind) or title)
