"""How a person wants to hear of notices."""

from django.db import transaction

from qifu.notices.models import Mailing, Notice, Preference
from qifu.organisations.models import User


def preference_of(user: User) -> Preference:
    return Preference.objects.filter(user=user).first() or Preference(user=user)


def prefer(preference: Preference) -> None:
    """Who wants no e-mail any more gets none about what waited for the next morning either."""
    with transaction.atomic():
        preference.save()
        if preference.mailing == Mailing.NEVER:
            Notice.objects.filter(user=preference.user, awaits_digest=True).update(awaits_digest=False)
