"""What the map may be asked, read from an address. Pure."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from partners.directory.rules.filters import UnknownFilter
from partners.directory.rules.words import TIE_LABELS
from partners.foundation.words import _l

#: Yeongdeungpo-gu Office, latitude and longitude: distances are measured from here.
OFFICE = (37.5264, 126.8962)
YES = "y"


class Asked(Protocol):
    """The arguments of an address, some of them repeated."""

    def getlist(self, key: str, /) -> list[str]: ...


@dataclass(frozen=True, kw_only=True)
class MapFilter:
    """What the map shows: partners of these sections; then only those with one of the ties, silent, or unsure."""

    kinds: tuple[str, ...]
    ties: tuple[str, ...] = ()
    #: Sister cities without a record this year.
    silent: bool = False
    #: Partners whose coordinates nobody of ours has confirmed.
    unsure: bool = False
    partner_id: int | None = None

    @property
    def address(self) -> list[tuple[str, str]]:
        """The arguments that ask for the same again."""
        if self.partner_id is not None:
            return [("partner", str(self.partner_id))]
        pairs = [("chosen", YES), *(("kind", kind) for kind in self.kinds), *(("tie", tie) for tie in self.ties)]
        return pairs + [(name, YES) for name in ("silent", "unsure") if getattr(self, name)]


def read_filter(asked: Asked, kinds: Sequence[str]) -> MapFilter:
    """The filter that an address asks for. Raises UnknownFilter.

    Without `kind` every kind is shown, unless `chosen` says that the boxes of the form were all empty.
    """
    chosen = [kind for kind in asked.getlist("kind") if kind]
    ties = [tie for tie in asked.getlist("tie") if tie]
    _check(_l("kind"), chosen, kinds)
    _check(_l("tie"), ties, TIE_LABELS)
    shown = [kind for kind in kinds if kind in chosen] if chosen or _is_set(asked, "chosen", _l("kind")) else kinds
    return MapFilter(
        kinds=tuple(shown),
        ties=tuple(tie for tie in TIE_LABELS if tie in ties),
        silent=_is_set(asked, "silent", _l("Nothing recorded this year")),
        unsure=_is_set(asked, "unsure", _l("Position to be checked")),
        partner_id=_partner_id(asked),
    )


def _check(name: Any, values: Iterable[str], known: Container[str]) -> None:
    for value in values:
        if value not in known:
            raise UnknownFilter(name, value)


def _is_set(asked: Asked, name: str, label: Any) -> bool:
    values = [value for value in asked.getlist(name) if value]
    _check(label, values, (YES,))
    return bool(values)


def _partner_id(asked: Asked) -> int | None:
    values = [value for value in asked.getlist("partner") if value]
    for value in values:
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            raise UnknownFilter(_l("partner"), value)
    return int(values[0]) if values else None
