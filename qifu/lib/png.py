"""Whether a drawing is empty: a PNG whose pixels are all the same. Nothing is decoded for that, because what each filter makes of an
even picture is known beforehand; a drawing of half a million pixels is judged in milliseconds.
"""

import struct
import zlib
from collections.abc import Iterator

HEAD = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}  # by colour type
MOST = 16 * 1024 * 1024  # bytes of pixels; no screen's drawing has more
NONE, SUB, UP, AVERAGE, PAETH = range(5)


class NotDrawn(Exception):
    """It is no PNG such as a browser's canvas gives."""


def is_even(png: bytes) -> bool:
    """All pixels the same: nothing is drawn on it."""
    width, height, channels, packed = _read(png)
    line = width * channels
    unpacked = zlib.decompressobj()
    try:
        rows = unpacked.decompress(packed, (line + 1) * height + 1)
    except zlib.error as error:
        raise NotDrawn from error
    if len(rows) != (line + 1) * height or not width:
        raise NotDrawn
    pixel = rows[1 : 1 + channels]
    first, later = _lines(pixel, width, above=False), _lines(pixel, width, above=True)
    return all(
        rows[at + 1 : at + 1 + line] == (later if at else first).get(rows[at])
        for at in range(0, len(rows), line + 1)
    )


def _read(png: bytes) -> tuple[int, int, int, bytes]:
    if not png.startswith(HEAD):
        raise NotDrawn
    packed, size = b"", None
    for name, content in _chunks(png):
        if name == b"IHDR" and len(content) == 13:
            size = struct.unpack(">IIBBBBB", content)
        elif name == b"IDAT":
            packed += content
    if size is None:
        raise NotDrawn
    width, height, depth, colour, _packing, _filtering, interlaced = size
    if depth != 8 or colour not in CHANNELS or interlaced or not width * height * CHANNELS[colour] <= MOST:
        raise NotDrawn
    return width, height, CHANNELS[colour], packed


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(HEAD)
    while at + 8 <= len(png):
        size, name = struct.unpack(">I4s", png[at : at + 8])
        yield name, png[at + 8 : at + 8 + size]
        at += size + 12


def _lines(pixel: bytes, width: int, *, above: bool) -> dict[int, bytes]:
    """A line of that pixel only, as each filter writes it: with the same line above it, or with none."""
    rest, nothing = width - 1, bytes(len(pixel))
    half = bytes(value - value // 2 for value in pixel)
    once = pixel + nothing * rest
    return {
        NONE: pixel * width,
        SUB: once,
        UP: nothing * width if above else pixel * width,
        AVERAGE: half + nothing * rest if above else pixel + half * rest,
        PAETH: nothing * width if above else once,
    }
