"""`qifu import-appeals` with 100,000 rows: how fast, and how much memory at most."""

import csv
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.lives import REPLY, TEXT
from bench.server import ROOT

ROWS = 100_000


def write_file(path: Path) -> None:
    """Nineteen in twenty are answered; three years, as the ledger's own."""
    begin = datetime.now(UTC) - timedelta(days=1000)
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["编号", "标题", "内容", "来信时间", "答复", "答复时间"])
        for n in range(ROWS):
            at = begin + timedelta(minutes=13 * n)
            answered = n % 20 != 0
            lines.writerow([
                f"M{n:06}", f"来信 {n}", f"{TEXT}（第{n}件）", f"{at:%Y-%m-%d %H:%M}",
                REPLY if answered else "", f"{at + timedelta(days=4):%Y-%m-%d %H:%M}" if answered else "",
            ])  # fmt: skip


def measured(folder: Path, district: str) -> dict[str, float]:
    path = folder / "messages.csv"
    write_file(path)
    begun = time.monotonic()
    command = [sys.executable, str(ROOT / "manage.py"), "import_appeals", str(path), "--district", district]
    with (folder / "import.log").open("wb") as log:
        pid = os.posix_spawn(
            command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, log.fileno(), 1), (os.POSIX_SPAWN_DUP2, log.fileno(), 2)]
        )  # fmt: skip
        _pid, status, used = os.wait4(pid, 0)
    seconds = time.monotonic() - begun
    if os.waitstatus_to_exitcode(status):
        raise SystemExit((folder / "import.log").read_text()[-3000:])
    return {"rows": ROWS, "seconds": seconds, "rate": ROWS / seconds, "peak_mb": used.ru_maxrss / 1024}
