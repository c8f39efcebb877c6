"""Files on appeals: checked by content, stored once by digest, before the database names them."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from qifu.appeals.models import Appeal, Attachment, StoredFile
from qifu.lib.uploads import Upload
from qifu.organisations.actors import Actor
from qifu.organisations.outages import in_words
from qifu.organisations.refusals import Refused


@dataclass(frozen=True)
class Incoming:
    """A file that `lib.uploads.inspect` has let through, with its safe name."""

    name: str
    content: BinaryIO
    upload: Upload


def attach_files(
    appeal: Appeal, files: Sequence[Incoming], *, by: Actor, at: datetime, public: bool
) -> list[str]:
    """Store and attach; returns the names. A file already on the appeal under that name is not attached twice."""
    for incoming in files:
        stored = keep(incoming)
        Attachment.objects.get_or_create(
            appeal=appeal,
            file=stored,
            name=incoming.name,
            defaults={"district_id": appeal.district_id, "public": public, "at": at, "by": by.user},
        )
    return [incoming.name for incoming in files]


def keep(incoming: Incoming) -> StoredFile:
    """The bytes are on disk, whole and synced, before a row names them: a crash leaves at worst an unnamed file."""
    stored = StoredFile(
        digest=incoming.upload.digest,
        size=incoming.upload.size,
        content_type=incoming.upload.content_type,
    )
    path = location(stored)
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, incoming.content)
        except OSError as error:
            raise Refused(
                _(
                    "“%(name)s” could not be stored: %(reason)s. Nothing was filed; try again later or without the file."
                )
                % {"name": incoming.name, "reason": in_words(error)}
            ) from error
    StoredFile.objects.bulk_create([stored], ignore_conflicts=True)
    return stored


def location(stored: StoredFile) -> Path:
    return Path(settings.MEDIA_ROOT) / stored.path


def _write(path: Path, content: BinaryIO) -> None:
    content.seek(0)
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            while chunk := content.read(1 << 20):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink()
        raise
