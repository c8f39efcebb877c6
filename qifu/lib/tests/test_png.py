import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qifu.lib.png import NotDrawn, is_even


def png(rows, channels, filters, *, depth=8):
    """Written by the definition of the five filters, pixel by pixel."""
    colour = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    above, out = bytes(len(rows[0])), b""
    for row, kind in zip(rows, filters, strict=True):
        line = bytearray()
        for i, value in enumerate(row):
            a = row[i - channels] if i >= channels else 0
            b, c = above[i], above[i - channels] if i >= channels else 0
            guess = a + b - c
            paeth = min((abs(guess - x), n, x) for n, x in enumerate((a, b, c)))[2]
            line.append((value - (0, a, b, (a + b) // 2, paeth)[kind]) % 256)
        out += bytes([kind, *line])
        above = row
    head = struct.pack(">IIBBBBB", len(rows[0]) // channels, len(rows), depth, colour, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(out)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I4s", len(each), name) + each + struct.pack(">I", zlib.crc32(name + each))
        for name, each in parts
    )


@st.composite
def drawings(draw):
    channels = draw(st.sampled_from([1, 2, 3, 4]))
    width, height = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    pixel = draw(st.binary(min_size=channels, max_size=channels))
    filters = draw(st.lists(st.integers(0, 4), min_size=height, max_size=height))
    return [pixel * width for _each in range(height)], channels, filters


@given(drawings())
def test_a_picture_of_one_colour_is_even_whatever_its_lines_are_filtered_by(drawing):
    assert is_even(png(*drawing))


@given(drawings(), st.data())
def test_one_other_byte_makes_it_a_drawing(drawing, data):
    rows, channels, filters = drawing
    if len(rows) * len(rows[0]) == channels:
        return
    y, x = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, len(rows[0]) - 1))
    rows[y] = rows[y][:x] + bytes([(rows[y][x] + 1) % 256]) + rows[y][x + 1 :]
    assert not is_even(png(rows, channels, filters))


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", png([b"\0\0"], 1, [0])[:40], png([b"\0\0"], 1, [0], depth=16)],
)
def test_what_no_canvas_gives_is_refused(content):
    with pytest.raises(NotDrawn):
        is_even(content)
