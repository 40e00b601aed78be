"""A row of the list of partners: what it is, where it stands, when we last spoke, who has it, what is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row

from partners.directory.kinds import KINDS
from partners.directory.pages.stages import interaction_label, resting_stage, stage_of
from partners.directory.rules.filters import CANDIDATE
from partners.directory.rules.names import other_name
from partners.directory.rules.places import region_name
from partners.directory.rules.silence import is_silent
from partners.directory.rules.succession import is_abolished
from partners.directory.rules.words import HOME, STATUS_LABELS, TIE_LABELS, Band
from partners.foundation.clock import today
from partners.foundation.pages import country_name, official_day
from partners.foundation.words import _, _l

SHORT_TITLE = 8
#: Where ties rest, in the words of a list: the ceremony of a pipeline's last stage is left out.
RESTING_LABELS = {"sister": _l("Sister tie signed"), "friendship": _l("Friendship tie signed")}


@dataclass(frozen=True)
class ShownStage:
    """A stage in a row: what is written, its full name, where it lies; `is_signed` when it is reached for good."""

    text: str
    label: str
    position: int
    total: int
    is_signed: bool = False


class RowWords:
    """What rows share, looked up once a page and not once a row: words, places, stages, days."""

    def __init__(self) -> None:
        self.today = today()
        self.day = cache(official_day)
        self.kind = cache(_kind_label)
        self.place = cache(_place)
        self.badge = cache(_badge)
        self.candidate = (CANDIDATE, str(_("Candidate city")), "active", "")
        self.open_stage = cache(_open_stage)
        self.resting = cache(_resting)
        self.interaction = cache(lambda code: str(interaction_label(code)))


@dataclass(frozen=True)
class ListedPartner:
    """A row of the list: its columns, its living ties, its tags, and where it stands."""

    columns: Row[Any]
    ties: Sequence[Any]
    tags: Sequence[Any]
    words: RowWords

    @property
    def kind(self) -> str:
        """What it is, in a word or two."""
        return self.words.kind(self.columns.section, self.is_group)

    @property
    def is_abolished(self) -> bool:
        return is_abolished(self.columns.valid_to, self.columns.successor_id, self.words.today)

    @property
    def is_group(self) -> bool:
        return bool(self.columns.band == Band.GROUPS)

    @property
    def other_name(self) -> str:
        return other_name(self.columns.name_ko, self.columns.name_native, self.columns.name_en)

    @property
    def place(self) -> str:
        """Province at home, country abroad."""
        return self.words.place(self.columns.country, self.columns.region)

    @property
    def badges(self) -> tuple[tuple[str, str, str, str], ...]:
        """Type, label, status and its label of each living tie; a city on its way is a candidate."""
        if not self.ties and self.columns.kind == "city" and self.columns.agreement_id is not None:
            return (self.words.candidate,)
        return tuple(self.words.badge(tie.type, tie.status) for tie in self.ties)

    @property
    def only_intention(self) -> bool:
        return any(tie.only_intention for tie in self.ties)

    @property
    def intention_on(self) -> date | None:
        """The day of the letter of intent that a tie rests on alone."""
        return next((tie.intention_on for tie in self.ties if tie.only_intention), None)

    @property
    def stage(self) -> ShownStage | None:
        """The stage of the open case, otherwise the one where the closest tie rests."""
        it = self.columns
        if it.agreement_id is not None:
            return self.words.open_stage(it.pipeline, it.stage)
        return self.words.resting(it.kind, it.country, self.ties[0].type) if self.ties else None

    @property
    def is_silent(self) -> bool:
        """An active sister city without a record this year."""
        ties = [(tie.type, tie.status) for tie in self.ties]
        return is_silent(ties, self.columns.last_contact_year, self.words.today.year)

    @property
    def interaction_count(self) -> int:
        return self.columns.interaction_count or 0

    @property
    def last_contact(self) -> str:
        """What the last contact was, in a word or two."""
        title: str = self.columns.last_contact_title or ""
        return title if len(title) <= SHORT_TITLE else self.words.interaction(self.columns.last_contact_kind) or title

    @property
    def last_day(self) -> str:
        """When that was, as it was written; empty when nobody knows the day."""
        it = self.columns
        return (it.last_contact_text or self.words.day(it.last_contact_on)) if it.last_contact_dated else ""


def _kind_label(section: str, is_group: bool) -> str:
    label = str(KINDS[section].label)
    return f"{label} {_('Group')}" if is_group else label


def _place(country: str, region: str) -> str:
    if country == HOME:
        return region_name(region) or str(_("Domestic"))
    return country_name(country)


def _badge(type: str, status: str) -> tuple[str, str, str, str]:
    return type, str(TIE_LABELS[type]), status, str(STATUS_LABELS[status])


def _open_stage(pipeline: str, stage: str) -> ShownStage | None:
    found = stage_of(pipeline, stage)
    return ShownStage(str(found.label), str(found.label), found.position, found.total) if found else None


def _resting(kind: str, country: str, tie: str) -> ShownStage | None:
    """Signed for good is a sister tie: more stands behind it than a letter of intent."""
    found = resting_stage(kind, country, tie)
    if found is None:
        return None
    return ShownStage(
        str(RESTING_LABELS.get(tie, found.label)), str(found.label), found.position, found.total, tie == "sister"
    )
