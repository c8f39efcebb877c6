"""When the machine cannot: a full disk, a database that does not answer. A page with the reason in place of a bare 500.

As handler500 it is reached from everywhere, also from where the middlewares save a session after the view.
"""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.defaults import server_error

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
DISK_FULL_STATE = "53100"  # PostgreSQL's disk_full
SQLITE_FULL = "database or disk is full"
DISK_FULL = gettext_lazy(
    "The server's disk is full, so there is no room to store anything. What you sent was not saved. Keep this page and send it again later; the system administrator has to make room first."
)
NO_DATABASE = gettext_lazy(
    "The database does not answer at the moment. Please try again in a minute. If you are not sure whether something was saved, send the same form again: it is never stored twice."
)


def reason_of(error: BaseException | None) -> str | None:
    """A sentence for people when the cause lies in the machine, else None."""
    database = isinstance(error, OperationalError | InterfaceError)
    while error is not None:
        full = isinstance(error, OSError) and error.errno in NO_ROOM
        if full or getattr(error, "sqlstate", None) == DISK_FULL_STATE or str(error) == SQLITE_FULL:
            return str(DISK_FULL)
        error = error.__cause__
    return str(NO_DATABASE) if database else None


def in_words(error: OSError) -> str:
    """For a sentence about one file."""
    return _("the server's disk is full") if error.errno in NO_ROOM else str(error.strerror)


def show(request: HttpRequest) -> HttpResponse:
    """Rendered without the request, as Django's own: the frame around it would ask the database again."""
    if reason := reason_of(sys.exc_info()[1]):
        return HttpResponse(render_to_string("503.html", {"reason": reason}), status=503)
    return server_error(request)
