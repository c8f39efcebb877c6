"""Small files with the outside of large formats."""

import zipfile
from io import BytesIO


def archive(*members: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for member in members:
            packed.writestr(member, "x")
    return file.getvalue()


def ole(*streams: str) -> bytes:
    """A compound file's head and one directory sector, as a scanner of the directory sees it."""
    entries = b""
    for stream in ("Root Entry", *streams):
        name = stream.encode("utf-16-le") + b"\0\0"
        entries += name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + b"\2" + b"\0" * 61
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries
