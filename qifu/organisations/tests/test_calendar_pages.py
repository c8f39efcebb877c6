import re
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.template import engines
from django.utils import timezone

from qifu.lib.sheets import write_sheet
from qifu.organisations.calendar import calendar, load_builtin_years
from qifu.organisations.models import CalendarDay, CalendarYear, LogEntry, LogKind
from qifu.organisations.signals import calendar_corrected

YEAR_2026 = "/settings/calendar/2026/"
IMPORT = "/settings/calendar/import/"


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def admin(sign_in):
    return sign_in("system")


@pytest.fixture
def news():
    """The years of which anybody was told that they were corrected."""
    told = []

    def hear(sender, year, by, **_kwargs):
        told.append((year, by.name))

    calendar_corrected.connect(hear)
    yield told
    calendar_corrected.disconnect(hear)


def test_a_year_shows_twelve_months_with_a_word_on_each_day_of_the_notice(admin):
    page = admin.get(YEAR_2026).content.decode()
    assert page.count('<table class="calendar-month">') == 12
    assert "共 248 个工作日。" in page
    assert re.search(r'class="day-off" href="\?day=2026-10-01#day" title="2026-10-01 · 休息日[^"]*"', page)
    assert re.search(r'class="day-made-up" href="\?day=2026-10-10#day"[^>]*>10<small[^>]*>班</small>', page)
    assert re.search(r'class="day-weekend" href="\?day=2026-01-11#day"[^>]*>11</a>', page)


def test_a_day_is_corrected_with_a_name_recorded_and_told(admin, news):
    assert "当日为" in words(admin.get(f"{YEAR_2026}?day=2026-06-15"))
    response = admin.post(f"{YEAR_2026}2026-06-15/", {"working": "False", "name": "防汛停工"})
    assert response["Location"] == YEAR_2026
    assert calendar().is_workday(date(2026, 6, 15)) is False
    assert news == [(2026, "system")]
    entry = LogEntry.objects.get()
    assert (entry.kind, entry.subject, entry.before, entry.after) == (
        LogKind.SETTING,
        "calendaryear:2026",
        {"2026-06-15": "工作日"},
        {"2026-06-15": "休息日"},
    )
    page = admin.get(f"{YEAR_2026}?day=2026-06-15")
    assert "2026-06-15：工作日 → 休息日" in words(page)
    assert 'value="防汛停工"' in page.content.decode()


def test_a_day_set_back_to_the_weekend_rule_is_no_exception_any_more(admin, news):
    admin.post(f"{YEAR_2026}2026-06-15/", {"working": "False", "name": ""})
    admin.post(f"{YEAR_2026}2026-06-15/", {"working": "True", "name": ""})
    assert not CalendarDay.objects.filter(date=date(2026, 6, 15)).exists()
    assert calendar().workdays_in(2026) == 248
    assert len(news) == 2


def test_a_correction_that_changes_nothing_tells_nobody(admin, news):
    admin.post(f"{YEAR_2026}2026-06-15/", {"working": "True", "name": ""})
    assert (news, LogEntry.objects.count()) == ([], 0)


@pytest.mark.parametrize("address", ["2026-13-01/", "2025-06-15/", "yesterday/"])
def test_a_day_that_is_not_of_the_year_does_not_exist(admin, address):
    assert admin.post(YEAR_2026 + address, {"working": "False"}).status_code == 404


def test_a_built_in_year_is_loaded_by_a_button(admin, news):
    assert "导入 2006 年" in words(admin.get("/settings/calendar/"))
    assert admin.post("/settings/calendar/load/", {"year": "2006"})["Location"] == "/settings/calendar/2006/"
    assert calendar().workdays_in(2006) == 251
    assert news == [(2006, "system")]
    refused = admin.post("/settings/calendar/load/", {"year": "2099"})
    assert (refused.status_code, "2099 年请导入放假安排" in words(refused)) == (409, True)


def test_the_built_in_years_are_loaded_at_set_up_and_a_correction_survives_the_next_start(db):
    assert load_builtin_years() == list(range(2004, 2027))
    CalendarDay.objects.filter(date=date(2026, 10, 1)).update(working=True)
    assert load_builtin_years() == []
    assert CalendarDay.objects.get(date=date(2026, 10, 1)).working is True
    assert CalendarDay.objects.get(date=date(2026, 10, 2)).name == "国庆节"


def notice(*rows, headings=("日期", "安排"), name="notice.xlsx"):
    content = BytesIO()
    write_sheet(content, headings, rows)
    return SimpleUploadedFile(name, content.getvalue())


NEXT = timezone.localdate().year + 5
GOOD = [(date(NEXT, 1, 1), "休"), (date(NEXT, 1, 2), "休"), (date(NEXT, 10, 1), "放假")]


def test_a_notice_is_shown_first_and_taken_after_confirmation(admin, news):
    shown = admin.post(IMPORT, {"file": notice(*GOOD), "source": "国办发明电〔2030〕7号"})
    assert "变更 3 天" in words(shown)
    assert CalendarYear.objects.filter(year=NEXT).exists() is False
    assert admin.post(f"{IMPORT}take/")["Location"] == "/settings/calendar/"
    year = CalendarYear.objects.get(year=NEXT)
    assert (year.source, year.days.count()) == ("国办发明电〔2030〕7号", 3)
    assert news == [(NEXT, "system")]
    assert LogEntry.objects.get().before is None


def test_the_same_notice_again_would_change_nothing(admin):
    for _ in range(2):
        shown = admin.post(IMPORT, {"file": notice(*GOOD), "source": "国办发明电〔2030〕7号"})
        admin.post(f"{IMPORT}take/")
    assert "文件与现有日历一致。" in words(shown)


def test_a_day_of_the_year_before_corrects_that_year_and_leaves_its_other_days(admin):
    rows = [(date(2026, 12, 31), "休"), (date(2027, 1, 1), "休"), (date(2027, 1, 4), "班")]
    admin.post(IMPORT, {"file": notice(*rows), "source": "通知"})
    admin.post(f"{IMPORT}take/")
    assert calendar().is_workday(date(2026, 12, 31)) is False
    assert calendar().is_workday(date(2026, 10, 10)) is True


def test_bad_rows_are_told_by_number_column_and_reason_and_nothing_is_taken(admin, news):
    rows = [*GOOD, ("元旦", "休"), (date(NEXT, 10, 1), "班"), (date(NEXT, 10, 3), "也许")]
    page = admin.post(IMPORT, {"file": notice(*rows), "source": "通知"})
    told = [re.sub(r"<[^>]+>", "|", row) for row in re.findall(r"<tr>(<td.*?)</tr>", page.content.decode())]
    assert [row for row in told if row.startswith(("|5|", "|6|", "|7|"))] == [
        "|5||日期||“元旦”不是日期。|",
        f"|6||日期||{NEXT}-10-01 与第 4 行矛盾，一处为休、一处为班。|",
        "|7||安排||“也许”既不是休也不是班。|",
    ]
    assert f"{IMPORT}take/" not in page.content.decode()
    assert (news, CalendarYear.objects.filter(year=NEXT).exists()) == ([], False)


def test_rows_of_a_bad_file_cannot_be_taken_by_hand(admin, news):
    admin.post(IMPORT, {"file": notice(*GOOD, ("元旦", "休")), "source": "通知"})
    assert admin.post(f"{IMPORT}take/")["Location"] == IMPORT
    assert news == []


def test_a_file_that_is_no_table_is_refused_beside_the_field(admin):
    page = admin.post(IMPORT, {"file": SimpleUploadedFile("n.xlsx", b"MZ\x90\x00" * 20), "source": "通知"})
    assert 'class="errorlist" id="id_file_error"' in page.content.decode()


def test_the_template_is_itself_a_notice_that_goes_in(admin):
    fetched = admin.get("/settings/calendar/template/")
    assert "filename*=utf-8''" in fetched["Content-Disposition"]
    upload = SimpleUploadedFile("t.xlsx", b"".join(fetched.streaming_content))
    assert f"{IMPORT}take/" in admin.post(IMPORT, {"file": upload, "source": "通知"}).content.decode()


def banner(actor):
    return (
        engines["django"]
        .from_string("{% load calendar_warning %}{% calendar_warning %}")
        .render({"actor": actor})
    )


@pytest.mark.parametrize(
    ("today", "loaded", "who", "warned"),
    [
        (date(2026, 11, 1), False, "system", True),
        (date(2026, 11, 1), False, "office", True),
        (date(2026, 11, 1), False, "officer.water", False),
        (date(2026, 10, 31), False, "office", False),
        (date(2026, 12, 31), True, "office", False),
    ],
)
def test_from_november_those_who_can_load_it_are_warned_while_next_year_is_missing(
    actors, monkeypatch, today, loaded, who, warned
):
    monkeypatch.setattr(timezone, "localdate", lambda: today)
    CalendarYear.objects.filter(year=2027).delete()
    if loaded:
        CalendarYear.objects.create(year=2027, source="通知")
    assert ("2027 年工作日历尚未导入" in banner(actors[who])) is warned


def test_the_command_loads_a_built_in_year_and_a_file(db, tmp_path, news):
    out = StringIO()
    call_command("load_calendar", "2006", stdout=out)
    path = tmp_path / "2030.csv"
    path.write_text(f"日期,安排\n{NEXT}-01-01,休\n", "utf-8")
    call_command("load_calendar", str(path), "--source", "通知", stdout=out)
    assert CalendarYear.objects.get(year=NEXT).source == "通知"
    assert [year for year, _name in news] == [2006, NEXT]
    assert out.getvalue().splitlines()[-1] == f"{NEXT} 年：变更 1 天"


def test_the_command_changes_nothing_in_a_dry_run_or_with_a_bad_row(db, tmp_path):
    call_command("load_calendar", "2006", "--dry-run", stdout=StringIO())
    path = tmp_path / "bad.csv"
    path.write_text(f"日期,安排\n{NEXT}-01-01,休\n元旦,休\n", "utf-8")
    with pytest.raises(CommandError, match="3 日期: “元旦”不是日期。"):
        call_command("load_calendar", str(path))
    with pytest.raises(CommandError, match="没有文件"):
        call_command("load_calendar", str(tmp_path / "none.csv"))
    path.write_text("")
    with pytest.raises(CommandError, match="文件为空"):
        call_command("load_calendar", str(path))
    assert CalendarYear.objects.count() == 0
