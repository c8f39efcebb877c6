"""Personal data is masked until someone with the right says why they need it; that is logged, and holds for a quarter of an hour.

A page asks `is_unmasked(request, row)`. A view that takes the reason calls `unmask`; it is bound to the post, so that whoever
switches to another post has to ask again.
"""

import time

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from qifu.organisations import log
from qifu.organisations.http import Request, address_of
from qifu.organisations.models import LogKind

SECONDS = 15 * 60
SESSION_KEY = "unmasked"


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        min_length=4,
        max_length=200,
        help_text=_("It is logged with your name. The data show for 15 minutes."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def unmask(request: Request, row: models.Model, *, reason: str, what: str) -> None:
    log.write(
        LogKind.UNMASK, by=request.actor, what=what, subject=row, reason=reason, address=address_of(request)
    )
    now = time.time()
    open_ones = {key: until for key, until in request.session.get(SESSION_KEY, {}).items() if until > now}
    request.session[SESSION_KEY] = {**open_ones, _key(request, row): now + SECONDS}


def is_unmasked(request: Request, row: models.Model) -> bool:
    return bool(request.session.get(SESSION_KEY, {}).get(_key(request, row), 0) > time.time())


def _key(request: Request, row: models.Model) -> str:
    return f"{request.post.pk if request.post else 0}/{log.name_of(row)}"
