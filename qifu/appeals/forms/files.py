"""Several files in one field, each judged by its content; each refusal names the file and says what to do."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qifu.appeals.files import Incoming
from qifu.lib.uploads import UploadError, inspect, safe_name

AT_MOST = 10
SENTENCES: dict[str, Promise] = {
    "empty": _("“%(name)s” is empty."),
    "too_large": _("“%(name)s” is larger than %(limit)s MB."),
    "active": _("“%(name)s” is a program, a web page or contains macros and is not accepted."),
    "encrypted": _("“%(name)s” is protected by a password. Remove the password and choose it again."),
    "broken": _("“%(name)s” is damaged and cannot be opened."),
    "extension": _("“%(name)s”: files of the type .%(extension)s are not accepted."),
    "kind": _("“%(name)s” is of a kind that is not accepted."),
    "mismatch": _("“%(name)s” is not what its name says: it is no .%(extension)s file."),
}


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "widget": FilesInput(attrs={"multiple": True}), **kwargs})

    def clean(self, data: Sequence[UploadedFile[Any]] | None, initial: object = None) -> list[Incoming]:
        files = list(data or [])
        if self.required and not files:
            raise ValidationError(gettext("Choose at least one file."))
        if len(files) > AT_MOST:
            raise ValidationError(
                gettext("At most %(most)s files can be sent at once. Send the rest afterwards.")
                % {"most": AT_MOST}
            )
        passed, refused = [], []
        for file in files:
            try:
                passed.append(looked_at(file))
            except ValidationError as error:
                refused.append(error)
        if refused:
            raise ValidationError(refused)
        return passed


def looked_at(file: UploadedFile[Any]) -> Incoming:
    name = safe_name(file.name or "")
    try:
        upload = inspect(file.file, name, settings.UPLOAD_MB * 1024 * 1024)  # type: ignore[arg-type]
    except UploadError as error:
        said = {**error.params, "name": name, "limit": settings.UPLOAD_MB}
        raise ValidationError(str(SENTENCES[error.code]) % said) from error
    return Incoming(name, file.file, upload)  # type: ignore[arg-type]


def limits() -> str:
    return gettext(
        "PDF, Word, Excel, PowerPoint, OFD, text, pictures, sound or video; at most %(most)s files, each up to %(limit)s MB."
    ) % {"most": AT_MOST, "limit": settings.UPLOAD_MB}
