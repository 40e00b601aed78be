"""Channels in social media: what may be written of one. Pure; an address is never fetched."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from partners.directory.rules.places import Objection
from partners.directory.rules.words import PLATFORMS
from partners.foundation.words import _l

SCHEMES = ("http", "https")
LONGEST_HANDLE, LONGEST_URL = 100, 500
#: What the column holds on both databases, and more people than there are accounts.
MOST_FOLLOWERS = 2_000_000_000
MOST_CHANNELS = 20


@dataclass(frozen=True, kw_only=True)
class Channel:
    """Where a person or team speaks. Unknown followers are None; known ones were counted on a day."""

    platform: str = ""
    handle: str = ""
    url: str = ""
    followers: int | None = None
    followers_on: date | None = None

    @classmethod
    def of(cls, row: Any) -> "Channel":
        """What a row of `partner_channels` says."""
        return cls(
            platform=row.platform,
            handle=row.handle,
            url=row.url,
            followers=row.followers,
            followers_on=row.followers_on,
        )

    @property
    def is_empty(self) -> bool:
        """A row in which nobody wrote anything."""
        return self == Channel()

    def as_values(self) -> dict[str, Any]:
        """The columns of `models.PartnerChannel`."""
        return asdict(self)


def handle_of(platform: str, handle: str, url: str) -> str:
    """What tells a channel from others: @Name, Name and youtube.com/@name are one. Empty when nothing does."""
    parts = urlsplit(url) if url.isprintable() and "[" not in url else None
    name = handle or (parts.path.rstrip("/").rpartition("/")[2] if parts else "")
    told = name.removeprefix("@").casefold().strip()
    return f"{platform}:{told}" if told else ""


def objection_to_channel(told: Channel, today: date) -> Objection:
    """The field at fault and the sentence, or None."""
    if told.platform not in PLATFORMS:
        return "platform", _l("Choose the platform.")
    if not told.handle and not told.url:
        return "handle", _l("Write the name of the channel or its address.")
    if len(told.handle) > LONGEST_HANDLE:
        return "handle", _l("Too long: at most 100 characters.")
    wrong = objection_to_url(told.url) if told.url else None
    if wrong:
        return "url", wrong
    return _objection_to_followers(told, today)


def _objection_to_followers(told: Channel, today: date) -> Objection:
    if told.followers is None:
        if told.followers_on is not None:
            return "followers", _l("Write how many followers there were on this day, or leave the day empty.")
        return None
    if told.followers < 0:
        return "followers", _l("A number of followers cannot be negative.")
    if told.followers > MOST_FOLLOWERS:
        return "followers", _l("This number is too large.")
    if told.followers_on is None:
        return "followers_on", _l("Write the day on which the followers were counted.")
    if told.followers_on > today:
        return "followers_on", _l("This day lies in the future.")
    return None


def objection_to_url(url: str) -> Any:
    """Why the address may not stand behind a link, as a sentence; None when it may.

    Only http and https with a host: javascript: and data: would run in the reader's browser, and a
    name or password before the host deceives about where the link leads.
    """
    if len(url) > LONGEST_URL:
        return _l("Too long: at most 500 characters.")
    if not url.isprintable() or any(character.isspace() or character in '\\"<>`' for character in url):
        return _l('An address holds no blanks and no \\ " < >.')
    try:
        parts = urlsplit(url)
        has_fair_port = parts.port is None or parts.port > 0
    except ValueError:
        return _l("This is no web address. Copy it from the browser, such as https://www.youtube.com/@name.")
    if parts.scheme not in SCHEMES or not url.lower().startswith(f"{parts.scheme}://"):
        return _l("Only web addresses that begin with https:// or http:// can be saved.")
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        return _l("An address may not hold a user name or password before the host.")
    if not parts.hostname or "." not in parts.hostname.strip(".") or not has_fair_port:
        return _l("This is no web address. Copy it from the browser, such as https://www.youtube.com/@name.")
    return None
