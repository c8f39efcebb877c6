"""Two lists of 100,000 rows laid beside each other, from the files to the stored differences: how long, and how much memory at most.

Seven in ten rows meet by code, one by name, half a one only by likeness; the rest stands on one side only. Every hundredth amount
differs. `python -m bench.reconciliation` makes a database of its own, in SQLite unless DATABASE_URL names an empty one;
`make bench` measures it in the one that it has loaded.
"""

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.server import ROOT

ROWS = 100_000
PLACES = "云川临江青山码头东湖南湖北岭西港龙泉凤台".strip()
WORDS = "宏岳春禾瑞达恒通金源华盛嘉禾永泰联创德润百川天成启明远航博雅新锐康宁盛世锦绣昌隆安泰鼎新顺达汇丰隆源"
TRADES = (
    "锅炉",
    "食品",
    "机械",
    "电子科技",
    "建材",
    "物流",
    "纺织",
    "置业",
    "农业开发",
    "信息技术",
    "印务",
    "商贸",
)
FORMS = ("有限公司", "有限责任公司", "股份有限公司", "厂")


def names(count: int, chance: random.Random) -> list[str]:
    return [
        f"{''.join(chance.sample(PLACES, 2))}{''.join(chance.choices(WORDS, k=4))}{chance.choice(TRADES)}{chance.choice(FORMS)}"
        for _each in range(count)
    ]


def write_files(folder: Path, rows: int = ROWS) -> tuple[Path, Path]:
    chance = random.Random(25)
    called = names(rows, chance)
    left, right = folder / "left.csv", folder / "right.csv"
    with (
        left.open("w", encoding="gb18030", newline="") as one,
        right.open("w", encoding="utf-8", newline="") as other,
    ):
        ones, others = csv.writer(one), csv.writer(other)
        ones.writerow(["统一社会信用代码", "受让方名称", "成交金额", "登记日期", "坐落"])
        others.writerow(["纳税人识别号", "纳税人名称", "计税金额", "缴款日期"])
        for n, name in enumerate(called):
            code, amount, part = f"9142{n:013d}X", f"{n % 9000 + 100}.50", n % 20
            ones.writerow([code if part < 16 else "", name, amount, "2026-03-05", f"滨江路{n}号"])
            paid = f"{n % 9000 + 90}.50" if n % 100 == 7 else amount
            if part == 16:
                name = name[:3] + chance.choice(WORDS) + name[4:]
            if part >= 17:
                name = names(1, chance)[0] if part > 17 else name
            others.writerow([code if part < 14 else "", name, paid, "2026年3月9日"])
    return left, right


def measured(folder: Path) -> dict[str, float]:
    """In a process of its own, so that the peak is its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "bench.reconciliation", str(folder)],
        cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return found


def main(folder: Path) -> None:
    import django

    django.setup()
    from qifu.liaison.reconciliation.measuring import run_of

    lay_ground()
    left, right = write_files(folder)
    begun, busy = time.monotonic(), time.process_time()
    counts = run_of(left, right)
    seconds, cpu = time.monotonic() - begun, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": ROWS, "seconds": seconds, "cpu": cpu, "peak_mb": peak, **counts}))


def lay_ground() -> None:
    """In an empty database, the units and companies of the bench."""
    from django.core.management import call_command

    from bench.ground import lay
    from qifu.organisations.models import Unit

    call_command("migrate", verbosity=0)
    if not Unit.objects.exists():
        lay(10_000)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with tempfile.TemporaryDirectory(prefix="qifu-bench-") as own:
        if "QIFU_DATA_DIR" not in os.environ:  # never the installation's own
            os.environ["QIFU_DATA_DIR"] = own
            os.environ.setdefault("DATABASE_URL", f"sqlite:///{own}/qifu.sqlite3")
        main(Path(sys.argv[1] if len(sys.argv) > 1 else own))
