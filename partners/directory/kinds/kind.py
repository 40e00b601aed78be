"""What every kind says of itself."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of partner. Colour, icon and shape are the same on every page, map and chart."""

    code: str
    label: Any
    plural: Any
    #: What a list of them says: of all, and while there is none.
    all_label: Any
    none_label: Any
    #: How one counts it: "place" (10곳) or "person" (3명).
    counted: str
    colour: str
    shape: str
    icon: str
    #: Code of the team that keeps it; None: whichever team enters it.
    team: str | None
    pipelines: tuple[str, ...]
    #: A natural person: names and addresses are personal data, and looking is logged.
    is_person: bool = False
    #: Speaks to the public through channels of its own (`models.PartnerChannel`).
    has_channels: bool = False
