from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from qifu.organisations.actors import system
from qifu.organisations.models import User
from qifu.organisations.renewing import renew_password, renew_second_factor


class Command(BaseCommand):
    help = "A new first password, and a second factor to be set up anew, for whoever lost theirs; administrators' are renewed only here."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *_args: Any, username: str, **_options: Any) -> None:
        user = User.objects.filter(username=username).select_related("district").first()
        if user is None:
            raise CommandError(f"There is no account {username}: check the user name.")
        by = system(user.district)
        renew_second_factor(user, by=by)
        self.stdout.write(
            f"{username} signs in with {renew_password(user, by=by)} and then chooses an own password."
        )
