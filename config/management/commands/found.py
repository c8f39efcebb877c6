from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from qifu.appeals.presets import load_presets
from qifu.assessment.presets import load_presets as load_schemes
from qifu.liaison.presets import load_presets as load_rhythm
from qifu.liaison.visits.presets import load_presets as load_visits
from qifu.organisations.calendar import load_builtin_years
from qifu.organisations.models import District, Post, Unit, UnitKind, User
from qifu.organisations.new_passwords import hand_out_password
from qifu.organisations.roles import ADMINISTRATORS
from qifu.supervision.presets import load_presets as load_ladder


class Command(BaseCommand):
    help = "Found a district: its programme office, the preset clocks, aspects and ladder, and its three administrators."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="GB/T 2260, six figures")
        parser.add_argument("name")
        parser.add_argument("--parent", metavar="CODE", help="the city above it; founded before it")

    def handle(self, *args: Any, **options: Any) -> None:
        district = District(code=options["code"], name=options["name"])
        if options["parent"]:
            district.parent = District.objects.filter(code=options["parent"]).first()
            if district.parent is None:
                raise CommandError(
                    f"There is no district {options['parent']}: found the city first, or leave --parent out."
                )
        try:
            district.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            passwords = self._found(district)
        self.stdout.write(
            f"{district} is founded. Its administrators, with passwords that must be changed at the first sign-in:"
        )
        for username, password in passwords.items():
            self.stdout.write(f"  {username:<20} {password}")

    def _found(self, district: District) -> dict[str, str]:
        district.save()
        load_builtin_years()
        load_presets(district)
        load_ladder(district)
        load_rhythm(district)
        load_visits(district)
        load_schemes(district)
        Unit.objects.create(
            district=district, kind=UnitKind.OFFICE, name="企业服务年活动办公室", short_name="活动办"
        )
        passwords = {}
        for role in ADMINISTRATORS:
            user = User(
                username=f"{role.value.replace('_', '-')}-{district.code}",
                name=str(role.label),
                district=district,
            )
            passwords[user.username] = hand_out_password(user)
            user.save()
            Post(user=user, role=role, district=district).give()
        return passwords
