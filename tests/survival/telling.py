"""A process that tells two officers of many occasions, each in a transaction of its own, and may be killed at it.

`python -m tests.survival.telling COUNT` says each key once its transaction has committed. Started again it tells
everything again, as a task does that does not know how far it came.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import transaction  # noqa: E402 - the models need the settings

from qifu.notices import kinds  # noqa: E402
from qifu.notices.kinds import Kind  # noqa: E402
from qifu.notices.tasks import send_due  # noqa: E402
from qifu.notices.telling import tell  # noqa: E402
from qifu.organisations.models import District, User  # noqa: E402

PEOPLE = ("officer0", "head0")


def tell_of(count: int) -> None:
    kinds.register(
        Kind("survival", "survival", fields=("number",), zh=("督办单{number}号", ""), en=("{number}", ""))
    )
    district = District.objects.get(code="990199")
    people = list(User.objects.filter(username__in=PEOPLE))
    for number in range(count):
        with transaction.atomic():
            tell(
                "survival",
                to=people,
                district=district,
                url="/worklist/",
                key=f"order-{number}",
                number=number,
            )
        print(f"order-{number}", flush=True)


if __name__ == "__main__":
    tell_of(int(sys.argv[1])) if len(sys.argv) > 1 else send_due.enqueue()
