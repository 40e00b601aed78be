"""A tie as it stood on a day. Pure."""

from dataclasses import dataclass
from datetime import date

from partners.directory.rules.words import HOME


@dataclass(frozen=True)
class TieThen:
    """A living tie as it stood, with whom it stood then."""

    id: int
    type: str
    status: str
    partner_id: int
    kind: str
    name: str
    country: str
    region: str
    #: Whether the day is known on which it came to stand so; otherwise its source's base date counts.
    day_is_known: bool
    #: A friendship that rests on a letter of intent alone.
    only_intention: bool
    #: Since when it stands so; None where the day is unknown.
    since: date | None = None
    #: Where the partner lies by what is known today: latitude and longitude, and whether somebody confirmed them.
    lat: float | None = None
    lon: float | None = None
    point_is_sure: bool = False

    @property
    def is_foreign(self) -> bool:
        return self.country != HOME
