"""A form's hidden key makes a repeated request one request. What was said goes into it: pressed twice, it counts once;
changed after going back in the browser, it is something new and must not be swallowed.
"""

import uuid
from collections.abc import Iterable

from django import forms

from qifu.appeals.files import Incoming

UNSAID = ("key", "csrfmiddlewaretoken")


class KeyField(forms.CharField):
    """An unreadable key is replaced by a new one: nobody typed it, so nobody can correct it.

    With `drafted` it is a text field that nobody sees and not a hidden one, because the browser's draft keeps only the
    former: a form sent again after a lost connection then carries the key that it had.
    """

    def __init__(self, *, drafted: bool = False) -> None:
        unseen = forms.TextInput(attrs={"hidden": True, "autocomplete": "off", "aria-hidden": "true"})
        widget = unseen if drafted else forms.HiddenInput()
        super().__init__(required=False, label="", initial=uuid.uuid4, widget=widget)

    def clean(self, value: object) -> uuid.UUID:
        try:
            return uuid.UUID(str(value))
        except ValueError:
            return uuid.uuid4()


def request_key(form: forms.Form, *said: object, files: Iterable[Incoming] = ()) -> uuid.UUID:
    """From the key, what the form's fields say, and the files' digests."""
    typed = [
        (name, form.data.getlist(name))  # type: ignore[attr-defined] # a request's data, not a plain mapping
        for name in sorted(form.data)
        if name not in UNSAID
    ]
    parts = [*said, *typed, *(file.upload.digest for file in files)]
    return uuid.uuid5(form.cleaned_data["key"], "\x1f".join(str(part) for part in parts))
