from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.enterprises.models.enterprise import Enterprise
from qifu.lib.names import phone_key
from qifu.organisations.models import User


class Contact(models.Model):
    """A person who speaks for an enterprise. With a `user`, they sign in and see its appeals."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="contacts")
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="contacts")
    name = models.CharField(pgettext_lazy("person", "Name"), max_length=40)
    title = models.CharField(pgettext_lazy("person", "Title"), max_length=40, blank=True)
    phone = models.CharField(_("Telephone"), max_length=30)
    phone_key = models.CharField(max_length=30, editable=False)
    email = models.EmailField(_("E-mail"), blank=True)

    # Masked in the log; an account is called by its holder's name.
    PERSONAL = ("name", "phone", "phone_key", "email", "user")

    class Meta:
        verbose_name, verbose_name_plural = _("Contact"), _("Contacts")
        ordering = ("id",)
        # With the enterprise in it, a search reads the index alone; PostgreSQL needs the operator class to find a beginning by it.
        indexes = [
            models.Index(
                fields=["name", "enterprise"],
                name="contact_by_name",
                opclasses=["varchar_pattern_ops", "int8_ops"],
            ),
            models.Index(fields=["phone_key", "enterprise"], name="contact_by_phone"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "user"],
                condition=Q(user__isnull=False),
                name="contact_account_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.derive()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def derive(self) -> None:
        self.phone_key = phone_key(self.phone)[:30]
