"""The people who speak for companies: those who have an account here, and those whom only the register knows."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from qifu.enterprises.models import Contact
from qifu.organisations.models import User


def accounts_of(companies: Iterable[int] | QuerySet[Any, Any]) -> QuerySet[User]:
    """By the companies' keys; each person once."""
    return User.objects.filter(contacts__enterprise__in=companies, is_active=True).distinct().order_by("id")


def contacts_of(companies: Iterable[int]) -> defaultdict[int, list[Contact]]:
    """By the company's key, with their accounts and companies; one query."""
    found: defaultdict[int, list[Contact]] = defaultdict(list)
    rows = Contact.objects.filter(enterprise__in=list(companies)).select_related("user", "enterprise")
    for contact in rows.order_by("id"):
        found[contact.enterprise_id].append(contact)
    return found
