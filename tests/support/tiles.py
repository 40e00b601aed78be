"""Small PMTiles files as an office would lay them over the map: red pictures, or land and a named town as data."""

import struct
import zlib
from pathlib import Path

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

EXTENT = 4096
#: Korea and its surroundings, in ten millionths of a degree.
CORNERS = {"min_lon_e7": 1240000000, "min_lat_e7": 330000000, "max_lon_e7": 1320000000, "max_lat_e7": 390000000}
MIDDLE = {"center_zoom": 5, "center_lon_e7": 1270000000, "center_lat_e7": 370000000}
LAST_ZOOM = 6


def red_picture() -> bytes:
    """A PNG of one tile, red all over."""
    rows = b"".join(b"\x00" + b"\xc8\x1e\x1e" * 256 for _ in range(256))
    parts = ((b"IHDR", struct.pack(">2I5B", 256, 256, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def vector_tile() -> bytes:
    """A tile of land all over, with a road across, in Mapbox's vector format."""
    square = (
        _command(1, 1)
        + _moves((0, 0))
        + _command(2, 3)
        + _moves((EXTENT, 0), (0, EXTENT), (-EXTENT, 0))
        + _command(7, 1)
    )
    road = _command(1, 1) + _moves((0, EXTENT // 2)) + _command(2, 1) + _moves((EXTENT, 0))
    return _layer("earth", 3, square) + _layer("roads", 2, road)


def archive(path: Path, kind: TileType, tile: bytes, compression: Compression = Compression.NONE) -> Path:
    """A file with this one tile everywhere in the zooms 0 to 6."""
    with path.open("wb") as file:
        writer = Writer(file)  # type: ignore[no-untyped-call]
        last = zxy_to_tileid(LAST_ZOOM + 1, 0, 0) - 1  # type: ignore[no-untyped-call]
        for tile_id in range(last):
            writer.write_tile(tile_id, tile)  # type: ignore[no-untyped-call]
        # One that differs, in the far corner of the world: the writer takes the last zoom from the last run of alike.
        writer.write_tile(last, b"-")  # type: ignore[no-untyped-call]
        header = {"tile_type": kind, "tile_compression": compression, **CORNERS, **MIDDLE}
        writer.finalize(header, {"attribution": "국토지리정보원 시험 지도"})  # type: ignore[no-untyped-call]
    return path


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _layer(name: str, geometry: int, commands: bytes) -> bytes:
    feature = b"\x18" + _number(geometry) + _field(4, commands)
    body = b"\x78\x02" + _field(1, name.encode()) + _field(2, feature) + b"\x28" + _number(EXTENT)
    return _field(3, body)


def _field(number: int, content: bytes) -> bytes:
    return _number(number << 3 | 2) + _number(len(content)) + content


def _command(kind: int, count: int) -> bytes:
    return _number(count << 3 | kind)


def _moves(*steps: tuple[int, int]) -> bytes:
    return b"".join(_number(length << 1 if length >= 0 else -length * 2 - 1) for step in steps for length in step)


def _number(value: int) -> bytes:
    written = bytearray()
    while value > 127:
        written.append(value & 127 | 128)
        value >>= 7
    return bytes([*written, value])
