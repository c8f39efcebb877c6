"""Accounts and the posts that people hold."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from qifu.organisations.forms.settings import SettingsForm
from qifu.organisations.models import Post, User
from qifu.organisations.roles import UNIT_ROLES, Role


class UserForm(SettingsForm):
    class Meta:
        model = User
        fields = ("username", "name", "phone", "email", "is_active")
        help_texts = {
            "username": _("Letters, figures, dot, dash or underscore. It cannot be changed later."),
            "is_active": _("Who may not sign in keeps their name on everything they did."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["username"].disabled = True
        else:
            del self.fields["is_active"]

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if not all(letter.isalnum() or letter in "._-" for letter in username):
            raise ValidationError(_("Use letters, figures, dot, dash or underscore only."))
        return username

    def clean_is_active(self) -> bool:
        active: bool = self.cleaned_data["is_active"]
        if not active and self.actor.user and self.instance.pk == self.actor.user.pk:
            raise ValidationError(_("You cannot close your own account: another system administrator can."))
        return active


class PostForm(SettingsForm):
    class Meta:
        model = Post
        fields = ("user", "role", "unit", "leader", "active")
        help_texts = {
            "user": _(
                "Type the person's name or user name. The account is made by the system administrator."
            ),
            "unit": _("For officers, heads, operators, inspectors and the programme office."),
            "leader": _("For district leaders."),
        }
        widgets = {"user": forms.TextInput(attrs={"data-lookup": reverse_lazy("user-lookup")})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["user"]
        assert isinstance(person, forms.ModelChoiceField)  # noqa: S101 - a foreign key's field
        assert self.actor.district is not None  # noqa: S101 - every post has one
        person.queryset = User.objects.kept_by(self.actor.district)
        if self.instance.pk:
            # Who was what, where and when is history: a post is given or taken, never turned into another one.
            for name in ("user", "role", "unit", "leader"):
                self.fields[name].disabled = True
            person.widget.attrs["data-text"] = str(self.instance.user)
        else:
            del self.fields["active"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        role, unit = cleaned.get("role"), cleaned.get("unit")
        if unit and role not in UNIT_ROLES:
            self.add_error("unit", _("This role belongs to no unit: leave the unit empty."))
        if role != Role.LEADER and cleaned.get("leader"):
            self.add_error("leader", _("Only the role of a district leader names a leader."))
        held = Post.objects.filter(
            user=cleaned.get("user"), role=role, district=self.actor.district, unit=unit
        ).exclude(pk=self.instance.pk)
        if not self.errors and held.exists():
            raise ValidationError(
                _(
                    "The person holds this post already, or held it once: find it in the list and switch it on."
                )
            )
        return cleaned
