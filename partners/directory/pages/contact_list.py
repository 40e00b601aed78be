"""The list of all contacts as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from partners.accounts.models import Team
from partners.directory.kinds import SECTIONS
from partners.directory.rules.contact_filter import ContactFilter
from partners.directory.rules.contacts import Retention
from partners.directory.rules.words import FIELD_LABELS
from partners.foundation.words import _, _l
from partners.lists.keyset import Count, Page
from partners.lists.rules import EVERYTHING

RETENTION_LABELS = {
    Retention.SOON: _l("Ends within 90 days"),
    Retention.ENDED: _l("Has ended"),
    Retention.UNKNOWN: _l("Not set"),
}


@dataclass(frozen=True)
class ContactListing:
    """Everything that the page of the list shows."""

    asked: ContactFilter
    page: Page
    count: Count
    teams: Sequence[Team]

    @property
    def found(self) -> str:
        return f"{self.count.number:,}" + ("+" if self.count.capped else "")

    @property
    def kind_choices(self) -> list[tuple[str, Any]]:
        return [(section.code, section.plural) for section in SECTIONS if not section.is_person]

    @property
    def team_choices(self) -> list[tuple[str, str]]:
        return [(team.code, team.name) for team in self.teams]

    @property
    def retention_choices(self) -> list[tuple[str, Any]]:
        return [(one.value, label) for one, label in RETENTION_LABELS.items()]

    @property
    def columns(self) -> list[dict[str, Any]]:
        return [
            self._sorted("name", _("Name"), 172),
            {"label": _("Partner"), "width": 172},
            {"label": _("Department and position")},
            {"label": _("Phone"), "width": 150},
            {"label": _("In charge"), "width": 92},
            {"label": FIELD_LABELS["legal_basis"], "width": 150},
            self._sorted("retention", _("Kept until"), 262),
        ]

    @property
    def reset_url(self) -> str:
        return url_for("directory.all_contacts", view=EVERYTHING) if self.asked.narrowing else ""

    @property
    def previous_url(self) -> str | None:
        return self._page_url(self.page.previous)

    @property
    def next_url(self) -> str | None:
        return self._page_url(self.page.next)

    def _page_url(self, page: str | None) -> str | None:
        return _list_url({**self.asked.address, "page": page}) if page else None

    def _sorted(self, by: str, label: str, width: int) -> dict[str, Any]:
        url = _list_url({**self.asked.address, "sort": by})
        return {"label": label, "width": width, "url": url, "direction": "ascending" if self.asked.sort == by else ""}


def _list_url(asked: Mapping[str, Any]) -> str:
    return url_for("directory.all_contacts", **asked)
