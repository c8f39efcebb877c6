"""Shapes of an enterprise, a contact and a project; they write nothing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qifu.enterprises.codes import checked_code, checked_industry
from qifu.enterprises.forms.register import PLACES
from qifu.enterprises.models import Contact, Enterprise, Project
from qifu.lib.names import phone_key
from qifu.organisations.models import District, Leader, Unit, User
from qifu.organisations.refusals import Refused
from qifu.organisations.roles import Role

FIRST_YEAR = 1840


def offer(form: forms.ModelForm[Any], name: str, rows: QuerySet[Any]) -> None:
    field: Any = form.fields[name]
    field.queryset, field.empty_label = rows, "—"


def checked_phone(text: str) -> str:
    if text and not 7 <= len(phone_key(text)) <= 15:
        raise ValidationError(gettext("Give a mobile number, or a landline number with its area code."))
    return text


class EnterpriseForm(forms.ModelForm[Enterprise]):
    class Meta:
        model = Enterprise
        fields = (
            "name",
            "credit_code",
            "street",
            "address",
            "phone",
            "industry",
            "founded",
            "facts_year",
            "staff",
            "revenue",
            "assets",
            "leader",
            "key",
            "restructured",
        )
        help_texts = {
            "credit_code": _("18 characters; leave it empty for records older than 2015."),
            "industry": _(
                "Section letter and digits, like C3411. Size class and above-scale follow from it."
            ),
            "facts_year": _("The year that staff, revenue and assets are of."),
        }

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.district = district
        streets = Unit.objects.filter(district=district, kind__in=PLACES, active=True)
        leaders = Leader.objects.filter(district=district, active=True)
        offer(self, "street", streets)
        offer(self, "leader", leaders)
        self.fields["credit_code"].widget.attrs |= {"maxlength": 24, "spellcheck": "false"}
        self.fields["credit_code"].max_length = 24  # type: ignore[attr-defined] # spaces and hyphens are dropped
        self.fields["credit_code"].validators.clear()

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_credit_code(self) -> str | None:
        text: str = self.cleaned_data["credit_code"] or ""
        if not text.strip():
            return None
        try:
            code = checked_code(text)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        others = Enterprise.objects.filter(district=self.district, credit_code=code, merged_into=None)
        if other := others.exclude(pk=self.instance.pk).first():
            raise ValidationError(
                gettext("%(number)s %(name)s has this code already.")
                % {"number": other.number, "name": other.name}
            )
        return code

    def clean_phone(self) -> str:
        return checked_phone(self.cleaned_data["phone"].strip())

    def clean_industry(self) -> str:
        try:
            return checked_industry(self.cleaned_data["industry"])
        except Refused as refused:
            raise ValidationError(str(refused)) from refused

    def clean_founded(self) -> int | None:
        return self._year("founded")

    def clean_facts_year(self) -> int | None:
        return self._year("facts_year")

    def _year(self, name: str) -> int | None:
        year: int | None = self.cleaned_data[name]
        if year is not None and not FIRST_YEAR <= year <= timezone.localdate().year:
            raise ValidationError(gettext("Give a year in four digits that has begun."))
        return year


class ContactForm(forms.ModelForm[Contact]):
    class Meta:
        model = Contact
        fields = ("name", "title", "phone", "email", "user")
        labels = {"user": _("Account")}
        help_texts = {
            "user": _("With an account, the contact signs in and sees the appeals of this enterprise.")
        }
        widgets = {"user": forms.Select(attrs={"data-search": ""})}

    def __init__(self, *args: Any, district: District, enterprise: Enterprise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.enterprise = enterprise
        holders = User.objects.filter(
            posts__role=Role.CONTACT, posts__district=district, posts__active=True, is_active=True
        ).distinct()
        offer(self, "user", holders)

    def clean_phone(self) -> str:
        phone = checked_phone(self.cleaned_data["phone"].strip())
        same = self.enterprise.contacts.filter(phone_key=phone_key(phone))
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(gettext("Another contact of this enterprise has this number."))
        return phone

    def clean_user(self) -> User | None:
        user: User | None = self.cleaned_data["user"]
        if user and self.enterprise.contacts.filter(user=user).exclude(pk=self.instance.pk).exists():
            raise ValidationError(gettext("Another contact of this enterprise has this account."))
        return user


class ProjectForm(forms.ModelForm[Project]):
    class Meta:
        model = Project
        fields = ("name", "stage", "investment", "unit", "address")

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        units = Unit.objects.filter(district=district, active=True)
        offer(self, "unit", units)
