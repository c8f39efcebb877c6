"""Whom a visitor of the demonstration can be."""

from django.utils.translation import gettext_lazy as _

from qifu.organisations.demonstration_sign_ins import SignIn

PASSWORD = "Qifu-2006"  # noqa: S105 - shown on the sign-in page of the demonstration, and good for nothing else


def sign_ins() -> list[SignIn]:
    lines = (
        ("company1", _("Enterprise contact"), _("files, follows and rates the appeals of one company")),
        ("hotline1", _("Hotline operator"), _("registers while listening, follows up")),
        ("office1", _("Programme office"), _("accepts, assigns, rules, closes; imports and counts")),
        ("water1", _("Officer"), _("signs for, contacts, plans, answers for the water bureau")),
        ("water.head", _("Head of unit"), _("objects, signs the answers")),
        ("inspector1", _("Inspector"), _("follows up and has work redone")),
        ("district.head", _("District leader"), _("sees the whole district")),
        ("city1", _("City user"), _("reads the districts below")),
        ("sysadmin", _("System administrator"), _("units, accounts, calendar, clocks")),
        ("secadmin", _("Security administrator"), _("gives and takes posts")),
        ("auditadmin", _("Audit administrator"), _("reads the logs")),
    )
    return [SignIn(username, PASSWORD, str(role), str(note)) for username, role, note in lines]
