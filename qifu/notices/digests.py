"""One e-mail a day with what a person has not read yet, for those who want it so."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qifu.notices.models import Delivery, Medium, Notice, Preference
from qifu.notices.outgoing import leave
from qifu.notices.quiet import leaves_at
from qifu.notices.rendering import language_of
from qifu.organisations.models import User

LISTED = 50


def write_all() -> None:
    awaiting = Notice.objects.filter(user=OuterRef("pk"), awaits_digest=True)
    for user in User.objects.filter(Exists(awaiting)).iterator():
        write(user)


@transaction.atomic
def write(user: User) -> None:
    """A notice is taken out of those that wait in the same transaction as its e-mail is written: run twice, once told."""
    waiting = Notice.objects.filter(user=user, awaits_digest=True).select_for_update()
    taken = list(waiting.order_by("id"))
    Notice.objects.filter(pk__in=[notice.pk for notice in taken]).update(awaits_digest=False)
    unread = [notice for notice in taken if notice.read_at is None]
    if not (unread and user.is_active and user.email):
        return
    preference = Preference.objects.filter(user=user).first() or Preference(user=user)
    leave(
        Delivery(
            district_id=unread[-1].district_id,
            medium=Medium.EMAIL,
            user=user,
            key=f"digest-{user.pk}-{taken[-1].pk}",
            payload=message(user, unread),
            next_at=leaves_at(timezone.now(), preference.quiet_from, preference.quiet_to),
        )
    )


def message(user: User, unread: list[Notice]) -> dict[str, object]:
    language = language_of(user.language)
    with translation.override(language):
        title = ngettext("%(count)s unread notice", "%(count)s unread notices", len(unread))
        lines = [
            f"{date_format(timezone.localtime(n.at), 'SHORT_DATE_FORMAT')}  {n.title}"
            for n in unread[-LISTED:]
        ]
        if more := len(unread) - len(lines):
            lines.insert(0, _("%(count)s earlier ones are not listed here.") % {"count": more})
        said = {"title": title % {"count": len(unread)}, "text": "\n".join(lines)}
    return {"kind": "", "to": user.email, "language": language, "url": "/notices/", **said}
