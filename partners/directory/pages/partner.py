"""A partner's page: its head, its facts, its ties and documents, and what others show beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babel.languages import get_official_languages
from flask import url_for
from sqlalchemy import Row

from partners.directory import queries
from partners.directory.kinds import KINDS
from partners.directory.kinds.kind import Kind
from partners.directory.models import Document, Partner, PartnerAlias, Tie
from partners.directory.pages.facts import Fact, basis_facts, own_facts
from partners.directory.pages.places import place_at
from partners.directory.pages.ties import TieHistory, ended_label, tie_history_of
from partners.directory.pages.words import supporters_in_words
from partners.directory.queries.beside import NamedBeside
from partners.directory.rules.channels import Channel, objection_to_url
from partners.directory.rules.names import formal_name
from partners.directory.rules.places import region_name
from partners.directory.rules.succession import is_abolished
from partners.directory.rules.ties import LIVING, holds_only_an_intention, ties_for
from partners.directory.rules.words import DOCUMENT_LABELS, PLATFORMS, STATUS_LABELS, TIE_LABELS, Confidence
from partners.files.queries import FileRow
from partners.foundation.clock import today
from partners.foundation.hangul import fold
from partners.foundation.pages import country_name, official_day
from partners.foundation.words import Words, _
from partners.geography.drawing import Mark, SmallMap, map_of_one


@dataclass(frozen=True)
class ShownChannel:
    """A channel as its table shows it."""

    channel: Channel

    @property
    def platform(self) -> Any:
        return PLATFORMS.get(self.channel.platform, self.channel.platform)

    @property
    def name(self) -> str:
        """Its name, or its address without the scheme."""
        return self.channel.handle or self.channel.url.partition("://")[2]

    @property
    def url(self) -> str:
        """Where its link leads; asked again here, because not every record comes through a form."""
        return "" if objection_to_url(self.channel.url) else self.channel.url

    @property
    def followers(self) -> str:
        return "" if self.channel.followers is None else f"{self.channel.followers:,}"


@dataclass(frozen=True)
class PartnerPage:
    """What stands on a partner's page."""

    partner: Partner
    around: Row[Any]
    ties: Sequence[Tie]
    #: Each with its files.
    documents: Mapping[Document, Sequence[FileRow]]
    tags: Sequence[NamedBeside]
    predecessors: Sequence[NamedBeside]
    happened: TieHistory

    def ended_label(self, tie: Tie) -> Words:
        return ended_label(tie)

    @property
    def is_archived(self) -> bool:
        return self.partner.is_archived

    @property
    def is_abolished(self) -> bool:
        return is_abolished(self.partner.valid_to, self.partner.successor_id, today())

    @property
    def end_label(self) -> str:
        """폐지 2025. 6. 30., or that it will end; empty while nothing is known of an end."""
        day = self.partner.valid_to
        if self.is_abolished:
            return str(_("Abolished %(day)s", day=official_day(day)) if day else _("Merged"))
        return str(_("Exists until %(day)s", day=official_day(day))) if day else ""

    @property
    def kind(self) -> Kind:
        return KINDS[self.partner.kind]

    @property
    def section(self) -> Kind:
        return KINDS[self.partner.section]

    @property
    def formal_name(self) -> str:
        return formal_name(self.partner.country, self.partner.region, self.partner.name_ko)

    @cached_property
    def living_ties(self) -> list[Tie]:
        return sorted((tie for tie in self.ties if tie.status in LIVING), key=lambda tie: tie.type != "sister")

    @property
    def is_candidate(self) -> bool:
        return self.kind.code == "city" and not self.living_ties and self.around.agreement_id is not None

    @property
    def only_intention(self) -> bool:
        types = {document.type for document in self.documents}
        return any(holds_only_an_intention(tie.type, types) for tie in self.living_ties)

    @property
    def days_since_contact(self) -> int | None:
        """Days since the last dated contact; None when there is none, its day is unknown or yet to come."""
        last = self.around.last_contact_on
        if last is None or not self.around.last_contact_dated:
            return None
        days: int = (today() - last).days
        return days if days >= 0 else None

    @property
    def has_point(self) -> bool:
        return self.partner.lat is not None

    @property
    def point_is_sure(self) -> bool:
        return self.partner.point_confidence == Confidence.HIGH.value

    @property
    def point(self) -> str:
        return f"{self.partner.lat:.4f}, {self.partner.lon:.4f}"

    @cached_property
    def lies(self) -> SmallMap | None:
        """A small map of its point, where there is one."""
        partner = self.partner
        if partner.lat is None or partner.lon is None:
            return None
        return map_of_one(Mark(partner.name_ko, partner.lat, partner.lon, self.section.code, self.point_is_sure))

    @property
    def lies_in(self) -> str:
        """The 시·군·구 in which its point lies, or the country; empty at sea."""
        lat, lon = self.partner.lat, self.partner.lon
        return "" if lat is None or lon is None else place_at(lat, lon)

    @property
    def place(self) -> str:
        """국내 · 전남, or 중국 · 상해시."""
        side = country_name(self.partner.country) if self.partner.is_foreign else str(_("Domestic"))
        return f"{side} · {region_name(self.partner.region)}" if self.partner.region else side

    @property
    def native_name(self) -> str:
        """The name in its own script, where that is neither Korean nor the English name."""
        name: str = self.partner.name_native
        return "" if fold(name) in (fold(self.partner.name_ko), fold(self.partner.name_en)) else name

    @property
    def native_language(self) -> str:
        return next(iter(get_official_languages(self.partner.country)), "")

    @property
    def aliases(self) -> list[PartnerAlias]:
        """Its other names, without the formal one, which stands above them."""
        return [alias for alias in self.partner.aliases if alias.name != self.formal_name]

    @cached_property
    def own_facts(self) -> list[Fact]:
        """What only a partner of this kind has, in words."""
        return own_facts(self.partner)

    @property
    def basis_facts(self) -> list[Fact]:
        """On what ground a natural person's data is kept; nothing for others."""
        return basis_facts(self.partner) if self.kind.is_person else []

    @property
    def channels(self) -> list[ShownChannel]:
        return [ShownChannel(Channel.of(row)) for row in self.partner.channels] if self.kind.has_channels else []

    @property
    def is_cohort(self) -> bool:
        """A group that supporters can belong to."""
        return self.kind.code == "group" and self.partner.section == "supporter"

    @cached_property
    def members(self) -> list[Any]:
        """The first of a cohort's supporters: whoever shows them notes it with `audit.actions.saw`."""
        return list(queries.members_page(self.partner.id, None).rows) if self.is_cohort else []

    @property
    def members_count(self) -> str:
        return supporters_in_words(self.partner.id)

    @property
    def possible_ties(self) -> bool:
        return bool(ties_for(self.partner.kind))

    def tie_label(self, tie: Tie) -> str:
        """상호결연 2020~; the year alone, where the day of signing is known."""
        label = str(TIE_LABELS[tie.type])
        return f"{label} {tie.signed_on.year}~" if tie.signed_on and tie.status in LIVING else label

    def status_label(self, tie: Tie) -> Any:
        return STATUS_LABELS[tie.status]

    @property
    def file_ids(self) -> list[int]:
        """The files whose names it shows."""
        return [file.id for files in self.documents.values() for file in files]

    def document_label(self, document: Document) -> Any:
        return DOCUMENT_LABELS[document.type]

    @property
    def list_url(self) -> str:
        return url_for("directory.index", kind=self.partner.section)

    def is_reference(self, field: str) -> bool:
        """Whether the value is general knowledge that nobody of ours has confirmed."""
        return field in self.partner.reference_fields


def partner_page(partner: Partner, around: Row[Any]) -> PartnerPage:
    """Read what else its page shows; `around`: from `partner_with_surroundings`."""
    tags, predecessors = queries.tags_and_predecessors(partner.id)
    return PartnerPage(
        partner,
        around,
        queries.ties_of(partner.id),
        queries.documents_of(partner.id),
        tags,
        predecessors,
        tie_history_of(partner.id),
    )
