from collections.abc import Callable, Iterator

import pytest
from django.utils import translation
from stdnum.cn import uscc

from qifu.enterprises.importing import ENTERPRISES
from qifu.enterprises.tests.sheets import HEADINGS
from qifu.lib.sheets import write_sheet
from qifu.organisations import importing, jobs
from qifu.organisations.models import JobState, NumberSeries


@pytest.fixture
def language() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def code() -> Callable[[int], str]:
    """An invented credit code with a check digit that fits."""

    def make(serial: int) -> str:
        body = f"91990199{serial:09d}"
        return body + str(uscc.calc_check_digit(body))

    return make


@pytest.fixture
def make(tmp_path):
    def write(rows, headings=HEADINGS, name="list.xlsx"):
        path = tmp_path / name
        write_sheet(path, headings, rows)
        return path

    return write


@pytest.fixture
def bring(posts):
    """Through the job; the number series starts behind the cast's own enterprise."""
    NumberSeries.take(posts["office"].district_id, "enterprise", 0)

    def run(path, name=None, dry=False, state=JobState.DONE, **options):
        with path.open("rb") as file:
            job = importing.start(
                ENTERPRISES, file, name or path.name, post=posts["office"], dry=dry, **options
            )
        jobs.run_job.call(job.pk)
        job.refresh_from_db()
        assert job.state == state, job.error
        return job

    return run


@pytest.fixture
def good(code):
    return [
        ["青山食品厂", code(1), "青山街道", 12800, 60, "C1411", 2025],
        ["码头仓储有限公司", code(2), "码头", 900, 30, "G59", 2025],
        ["临江零售店", None, "临江区码头街道办事处", None, None, None, None],
    ]
