"""Tiles that an office lays over the built-in map: of its own server, or out of one PMTiles file.

The built-in map is always drawn beneath them, so a server out of reach or a file of Korea alone leaves no white land.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import Compression, TileType

from partners.foundation.settings import SettingsError

EXTENSION = "partners.map_archive"
#: How the file writes degrees: as whole numbers of ten millionths.
DEGREE = 10_000_000
MEDIA_TYPES = {
    TileType.MVT: "application/vnd.mapbox-vector-tile",
    TileType.PNG: "image/png",
    TileType.JPEG: "image/jpeg",
    TileType.WEBP: "image/webp",
    TileType.AVIF: "image/avif",
}
ENCODINGS = {Compression.NONE: None, Compression.GZIP: "gzip", Compression.BROTLI: "br"}
MAGIC = b"PMTiles\x03"


@dataclass(frozen=True, kw_only=True)
class Tiles:
    """Where tiles come from: an address with {z}, {x} and {y}, and the zooms and the part of the world that they show."""

    address: str
    is_vector: bool = False
    min_zoom: int = 0
    max_zoom: int = 19
    #: South-west and north-east corner (latitude, longitude); None: the whole world.
    bounds: tuple[tuple[float, float], tuple[float, float]] | None = None
    #: Whose map it is, as the file says.
    sources: str = ""


@dataclass(frozen=True)
class Tile:
    """One tile as it lies in the file."""

    content: bytes
    media_type: str
    encoding: str | None


class Archive:
    """One PMTiles file of version 3, mapped into memory and never read whole. Raises SettingsError when it is no such."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise SettingsError(f"{path} is not a PMTiles file of version 3.")
            self._reader = Reader(MmapSource(file))  # type: ignore[no-untyped-call]
        header: dict[str, Any] = self._reader.header()  # type: ignore[no-untyped-call]
        self._type, self._compression = header["tile_type"], header["tile_compression"]
        if self._type not in MEDIA_TYPES or self._compression not in ENCODINGS:
            raise SettingsError(f"{path} holds tiles that browsers cannot show: {self._type}, {self._compression}.")
        self._header = header

    def tiles(self, address: str) -> Tiles:
        """What the file shows, to be asked for at this address."""
        held = self._header
        south, west, north, east = (
            held[f"{name}_e7"] / DEGREE for name in ("min_lat", "min_lon", "max_lat", "max_lon")
        )
        metadata: dict[str, Any] = self._reader.metadata()  # type: ignore[no-untyped-call]
        return Tiles(
            address=address,
            is_vector=self._type == TileType.MVT,
            min_zoom=held["min_zoom"],
            max_zoom=held["max_zoom"],
            bounds=((south, west), (north, east)),
            sources=str(metadata.get("attribution") or metadata.get("name") or ""),
        )

    def find(self, zoom: int, x: int, y: int) -> Tile | None:
        """The tile, or None where the file has none."""
        if not self._header["min_zoom"] <= zoom <= self._header["max_zoom"] or max(x, y) >= 1 << zoom:
            return None
        content: bytes | None = self._reader.get(zoom, x, y)  # type: ignore[no-untyped-call]
        return Tile(content, MEDIA_TYPES[self._type], ENCODINGS[self._compression]) if content else None


def prepare(app: Flask) -> None:
    """Open the office's file of tiles, when there is one. Raises SettingsError when browsers could not show it."""
    path = app.config["PARTNERS"].map_pmtiles
    app.extensions[EXTENSION] = Archive(path) if path else None


def find_archive() -> Archive | None:
    """The office's file of tiles; None when it has none."""
    found: Archive | None = current_app.extensions[EXTENSION]
    return found
