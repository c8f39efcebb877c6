"""How long the hotline's desk takes to find a company among 10^5, through the very page: python -m bench.hotline [COMPANIES].

Fills an empty database (DATABASE_URL) with the bench's enterprises and asks as an operator types: name part, code, telephone, contact.
"""

import os
import statistics
import sys
import time

import django

COMPANIES = 100_000
TURNS = 40


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from bench import ground
    from bench.bulk import fill
    from qifu.organisations.models import Post
    from qifu.organisations.roles import Role

    companies = int(sys.argv[1]) if len(sys.argv) > 1 else COMPANIES
    call_command("migrate", verbosity=0)
    laid = ground.lay(companies)
    fill(ground.enterprise_rows(laid))
    Post.objects.filter(pk=laid.office.pk).update(role=Role.OPERATOR)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(laid.office.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["post"] = laid.office.pk
    session.save()
    middle = companies // 2
    asked = {
        "name part": [ground.name_of(middle + turn)[2:6] for turn in range(TURNS)],
        "trade": ["锅炉", "轴承", "印染", "电缆"] * (TURNS // 4),
        "code": [f"9199019900{(middle + turn):07}"[:14] for turn in range(TURNS)],
        "telephone": [ground.phone_of(middle + turn) for turn in range(TURNS)],
        "end of a telephone": [ground.phone_of(middle + turn)[-5:] for turn in range(TURNS)],
        "contact": ["陈静"] * TURNS,
        "nobody": ["没有这样的公司"] * TURNS,
    }
    client.get("/enterprises/lookup/", {"q": "锅"})
    print(
        f"{companies} companies; milliseconds of the whole answer, and of the processor alone, which a busy machine does not lengthen"
    )
    for what, words in asked.items():
        both = [timed(client, word) for word in words]
        times, work = sorted(wall for wall, _work in both), statistics.median(work for _wall, work in both)
        print(
            f"{what:20} median {statistics.median(times):6.1f}  95th {times[int(len(times) * 0.95)]:6.1f}  worst {times[-1]:6.1f}  processor {work:6.1f}"
        )


def timed(client: object, word: str) -> tuple[float, float]:
    began, worked = time.perf_counter(), time.process_time()
    answer = client.get("/enterprises/lookup/", {"q": word})  # type: ignore[attr-defined]
    took = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
    assert answer.status_code == 200, answer.status_code
    return took


if __name__ == "__main__":
    main()
