"""What a file is, judged by its content alone: magic numbers, members of containers, text that decodes.

Kinds are short words (`pdf`, `xlsx`, `text`). What would run is told apart from what is only unknown:
ACTIVE.
"""

import codecs
import re
import zipfile
import zlib
from typing import BinaryIO

ACTIVE = frozenset({"html", "svg", "script", "executable", "macros"})
HEAD = 4096
CHUNK = 1 << 20
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"OggS", "ogg"),
    (b"#!AMR", "amr"),
    (b"ID3", "mp3"),
    (b"MZ", "executable"),
    (b"\x7fELF", "executable"),
    (b"\xca\xfe\xba\xbe", "executable"),
    (b"\xcf\xfa\xed\xfe", "executable"),
    (b"#!", "script"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"BM", "bmp"),
)
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
BRANDS = {b"M4A ": "m4a", b"M4B ": "m4a", b"qt  ": "mov", b"heic": "heic", b"heix": "heic", b"mif1": "heic"}
MPEG_AUDIO = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]")
MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml.*?\?>\s*|<!doctype\s+svg.*?>\s*)*<(!doctype\s+html|[a-z]+[1-6]?)\b",
    re.IGNORECASE | re.DOTALL,
)
HTML_TAGS = {"html", "head", "body", "script", "iframe", "table", "title", "style", "meta", "div"} | {
    *("p", "br", "h1", "font", "img", "a", "b")
}
ZIP_FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
OLE_STREAMS = {
    "EncryptedPackage": "encrypted",
    "_VBA_PROJECT": "macros",
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
}
OLE_ENTRY = 128
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def kind_of(file: BinaryIO) -> str:
    """Reads as much as it needs and leaves the file at its start. `binary` is what is not known."""
    file.seek(0)
    head = file.read(HEAD)
    kind = _kind(file, head)
    file.seek(0)
    return kind


def _kind(file: BinaryIO, head: bytes) -> str:
    if not head:
        return "empty"
    if head.startswith(ZIP_MAGIC):
        return _zip_kind(file)
    if head.startswith(OLE_MAGIC):
        return _ole_kind(file)
    for magic, kind in MAGIC:
        if head.startswith(magic) and not (magic.isalpha() and _opening_text(file)):
            return kind
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12], "binary")
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], "mp4")
    if MPEG_AUDIO.match(head):
        return "mp3"
    return _text_kind(file) or "binary"


def _text_kind(file: BinaryIO) -> str | None:
    text = _opening_text(file)
    if text is None:
        return None
    tag = MARKUP.match(text)
    word = tag.group(1).lower() if tag else ""
    if word == "svg":
        return "svg"
    return "html" if word in HTML_TAGS or word.startswith("!doctype") else "text"


def _zip_kind(file: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError):
        return "broken"
    names = [member.filename for member in members]
    if any(name.lower().endswith("vbaproject.bin") or "/activex/" in name.lower() for name in names):
        return "macros"
    if any(member.flag_bits & 1 for member in members):
        return "encrypted"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names:
        for folder, kind in ZIP_FOLDERS.items():
            if any(name.startswith(folder) for name in names):
                return kind
    return "zip"


def _ole_kind(file: BinaryIO) -> str:
    """Directory entries are 128 bytes at multiples of 128: a name in UTF-16, its length in bytes, a type."""
    wanted = {name.encode("utf-16-le") + b"\0\0": kind for name, kind in OLE_STREAMS.items()}
    pattern = re.compile(b"|".join(re.escape(name) for name in wanted))
    found = set()
    file.seek(0)
    while chunk := file.read(CHUNK):
        for match in pattern.finditer(chunk):
            length = int.from_bytes(chunk[match.start() + 64 : match.start() + 66], "little")
            if match.start() % OLE_ENTRY == 0 and length == len(match.group()):
                found.add(wanted[match.group()])
    return next((kind for kind in OLE_STREAMS.values() if kind in found), "binary")


def text_encoding(file: BinaryIO) -> str | None:
    """utf-8-sig (which reads plain UTF-8 too), utf-16 or gb18030; None when the bytes are no text."""
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(UTF16_MARKS):
        return "utf-16" if _decodes(file, "utf-16") else None
    even, odd = head[::2].count(0), head[1::2].count(0)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        # UTF-16 without a mark shows by its ASCII letters: zeros on one side only
        if zeros * 8 > len(head) and not others:
            return encoding if _decodes(file, encoding) else None
    return next((encoding for encoding in ("utf-8-sig", "gb18030") if _decodes(file, encoding)), None)


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _opening_text(file: BinaryIO) -> str | None:
    """A stray control character is forgiven, since exports have them; one in a hundred is no text."""
    encoding = text_encoding(file)
    if encoding is None:
        return None
    file.seek(0)
    text = codecs.getincrementaldecoder(encoding)().decode(file.read(HEAD))
    return text if len(CONTROL.findall(text)) * 100 <= len(text) else None
