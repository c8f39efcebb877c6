"""Files on appeals: checked by content, stored once by digest, before the database names them."""

import os
import tempfile
from collections.abc import Mapping, Sequence
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
    """Store and attach; returns the names under which they stand on the appeal. Each name stands there once, because
    events name files by it: the same file again changes nothing but that it may become public, another one gets a number.
    """
    attached = {row.name: row for row in Attachment.objects.filter(appeal=appeal)} if files else {}
    names = []
    for incoming in files:
        name = _free_name(incoming, attached)
        row = attached.get(name)
        if row is None:
            attached[name] = Attachment.objects.create(
                district_id=appeal.district_id,
                appeal=appeal,
                file=keep(incoming),
                name=name,
                public=public,
                at=at,
                by=by.user,
            )
        elif public and not row.public:
            row.public = True
            row.save(update_fields=["public"])
        names.append(name)
    return names


def _free_name(incoming: Incoming, attached: Mapping[str, Attachment]) -> str:
    """Its own, unless another content stands under it: then "photo (2).jpg" and so on."""
    path, name, n = Path(incoming.name), incoming.name, 1
    while name in attached and attached[name].file_id != incoming.upload.digest:
        n += 1
        name = f"{path.stem} ({n}){path.suffix}"
    return name


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
