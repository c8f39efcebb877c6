"""Files that people hand in: a whitelist of kinds, judged by content, measured and digested in one pass.

Refused: what could run (scripts, pages, macros, programs), archives, whose content nobody could vouch for,
encrypted documents, and a file that is not what its name says. Sizes are in bytes, digests are SHA-256 in
hex.
"""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from qifu.lib.file_names import safe_name, split_extension
from qifu.lib.refusals import Refusal
from qifu.lib.signatures import ACTIVE, CHUNK, kind_of

__all__ = ["INLINE_TYPES", "KINDS", "Kind", "Upload", "UploadError", "inspect", "safe_name"]


@dataclass(frozen=True)
class Kind:
    content_type: str
    extensions: tuple[str, ...]  # the first one is given to a file whose name has none


OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pdf": Kind("application/pdf", ("pdf",)),
    "png": Kind("image/png", ("png",)),
    "jpeg": Kind("image/jpeg", ("jpg", "jpeg")),
    "gif": Kind("image/gif", ("gif",)),
    "webp": Kind("image/webp", ("webp",)),
    "heic": Kind("image/heic", ("heic", "heif")),
    "docx": Kind(f"{OFFICE}wordprocessingml.document", ("docx",)),
    "xlsx": Kind(f"{OFFICE}spreadsheetml.sheet", ("xlsx",)),
    "pptx": Kind(f"{OFFICE}presentationml.presentation", ("pptx",)),
    "doc": Kind("application/msword", ("doc", "wps")),
    "xls": Kind("application/vnd.ms-excel", ("xls", "et")),
    "ppt": Kind("application/vnd.ms-powerpoint", ("ppt", "dps")),
    "ofd": Kind("application/ofd", ("ofd",)),
    "csv": Kind("text/csv", ("csv",)),
    "text": Kind("text/plain", ("txt",)),
    "mp3": Kind("audio/mpeg", ("mp3",)),
    "m4a": Kind("audio/mp4", ("m4a",)),
    "amr": Kind("audio/amr", ("amr",)),
    "ogg": Kind("audio/ogg", ("ogg", "oga", "opus")),
    "wav": Kind("audio/wav", ("wav",)),
    "mp4": Kind("video/mp4", ("mp4",)),
    "mov": Kind("video/quicktime", ("mov",)),
}
EXTENSIONS = {extension: kind for kind, known in KINDS.items() for extension in known.extensions}
# What content shows of a family, and which of its members the name may choose.
FAMILIES = {"text": {"text", "csv"}, "mp4": {"mp4", "m4a", "mov"}, "m4a": {"m4a", "mp4"}}
INLINE_TYPES = frozenset(KINDS[kind].content_type for kind in ("png", "jpeg", "gif", "webp", "pdf"))


class UploadError(Refusal):
    sentences: ClassVar = {
        "empty": "The file is empty.",
        "too_large": "The file is larger than {limit} bytes.",
        "active": "A file that can run ({kind}) is not accepted.",
        "encrypted": "The file is protected by a password.",
        "broken": "The file is damaged.",
        "extension": "Files of the type .{extension} are not accepted.",
        "kind": "This kind of file ({kind}) is not accepted.",
        "mismatch": "The file is called .{extension}, but its content is {kind}.",
    }


@dataclass(frozen=True)
class Upload:
    kind: str
    content_type: str
    extension: str
    size: int
    digest: str


def inspect(file: BinaryIO, name: str, limit: int) -> Upload:
    """What the file is, or an UploadError. Leaves the file at its start."""
    size, digest = _measure(file, limit)
    content = kind_of(file)
    if content in ACTIVE:
        raise UploadError("active", kind=content)
    if content in {"empty", "encrypted", "broken"}:
        raise UploadError(content)
    extension = split_extension(safe_name(name))[1].lower()
    if extension and extension not in EXTENSIONS:
        raise UploadError("extension", extension=extension)
    if content not in KINDS:
        raise UploadError("kind", kind=content)
    named = EXTENSIONS[extension] if extension else content
    if named != content and named not in FAMILIES.get(content, ()):
        raise UploadError("mismatch", extension=extension, kind=content)
    kind = KINDS[named]
    return Upload(named, kind.content_type, extension or kind.extensions[0], size, digest)


def _measure(file: BinaryIO, limit: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise UploadError("too_large", limit=limit)
        digest.update(chunk)
    return size, digest.hexdigest()
