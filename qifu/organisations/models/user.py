"""People and the posts they hold."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.organisations.models.district import District, Leader, Unit
from qifu.organisations.roles import ADMINISTRATORS, UNIT_ROLES, Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def kept_by(self, district: District) -> "models.QuerySet[User]":
        """The accounts that this district's administrators look after: made there, or else holding a post there."""
        here = Post.objects.filter(user=OuterRef("pk"), district=district)
        return self.filter(Q(district=district) | Q(district=None) & Exists(here))


class User(AbstractBaseUser):
    """A person who signs in. Rights come from posts alone; there is no superuser."""

    username = models.CharField(_("User name"), max_length=40, unique=True)
    name = models.CharField(pgettext_lazy("person", "Name"), max_length=40)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    is_active = models.BooleanField(_("May sign in"), default=True)
    language = models.CharField(_("Language"), max_length=10, blank=True)
    theme = models.CharField(_("Theme"), max_length=5, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Kept by")
    )
    password_changed_at = models.DateTimeField(_("Password changed"), null=True, blank=True)
    must_change_password = models.BooleanField(
        _("Must change the password at the next sign-in"), default=False
    )

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name or self.username


class Post(models.Model):
    """One person in one role at one place. A person with several switches between them."""

    user = models.ForeignKey(User, models.CASCADE, related_name="posts", verbose_name=_("Person"))
    role = models.CharField(
        _("Role"), max_length=16, choices=[c for c in Role.choices if c[0] != Role.SYSTEM]
    )
    district = models.ForeignKey(District, models.PROTECT, related_name="posts", verbose_name=_("District"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("Unit")
    )
    leader = models.ForeignKey(
        Leader, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("Leader")
    )
    active = models.BooleanField(_("Active"), default=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "district", "unit"], name="post_held_once_a_unit"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "district"],
                condition=Q(unit=None),
                name="post_held_once_a_district",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.unit or self.leader or self.district}"

    def clean(self) -> None:
        if self.role in UNIT_ROLES and not self.unit:
            raise ValidationError({"unit": _("This role belongs to a unit: choose the unit.")})
        if self.role == Role.LEADER and not self.leader:
            raise ValidationError({"leader": _("Choose the leader whose post this is.")})
        if self.unit and self.unit.district_id != self.district_id:
            raise ValidationError({"unit": _("The unit belongs to another district.")})

    def give(self) -> None:
        """Save the post unless it would join two roles which must stay apart.

        The row lock on the user makes two simultaneous grants queue, so that neither misses the other.
        """
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=self.user_id)
            self.full_clean()
            held = set(
                Post.objects.filter(user_id=self.user_id, active=True)
                .exclude(pk=self.pk)
                .values_list("role", flat=True)
            )
            if self.active and self.role in ADMINISTRATORS and held - {self.role}:
                raise ValidationError(
                    _(
                        "The three administrators exclude one another and every other post: give this one to another person."
                    )
                )
            if self.active and self.role not in ADMINISTRATORS and held & set(ADMINISTRATORS):
                raise ValidationError(_("This person is an administrator and may hold no other post."))
            self.save()
