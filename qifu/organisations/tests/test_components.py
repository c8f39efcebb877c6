from datetime import datetime

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.timezone import get_default_timezone
from django.utils.translation import override

from qifu.organisations.templatetags.qifu import chart_rows, filesize_short, rate


def shown(name, **context):
    """The component's visible words, in Chinese unless a test says otherwise."""
    request = RequestFactory().get("/list/?unit=3&after=k9")
    return " ".join(render_to_string(f"components/{name}.html", context, request).split())


@pytest.fixture(autouse=True)
def in_chinese():
    with override("zh-hans"):
        yield


@pytest.mark.parametrize(
    ("light", "word"),
    [("green", "正常"), ("yellow", "临期"), ("red", "超期"), ("none", "不计时"), (None, "不计时")],
)
def test_every_light_has_its_word(light, word):
    assert f"</i>{word}</span>" in shown("light", light=light)


def test_a_paused_clock_says_so_whatever_its_light_was():
    assert "暂停" in shown("light", light="red", paused=True)
    assert "超期" not in shown("light", light="red", paused=True)


@pytest.mark.parametrize(
    ("left", "words"),
    [(3, "还剩 3 个工作日"), (1, "还剩 1 个工作日"), (0, "今天到期"), (-2, "超期 2 个工作日"), (None, "—")],
)
def test_the_working_days_left_are_said_in_words(left, words):
    assert f">{words}</span>" in shown("working_days", left=left)


def test_the_due_day_stands_beside_the_working_days():
    due = datetime(2026, 3, 6, tzinfo=get_default_timezone())  # 24:00 of the fifth
    assert ">03-05</time>" in shown("working_days", left=3, due=due)


def test_english_counts_days_in_singular_and_plural():
    with override("en"):
        assert "1 working day left" in shown("working_days", left=1)
        assert "2 working days overdue" in shown("working_days", left=-2)


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"), [(7, 8, "87.5%"), (0, 5, "0.0%"), (0, 0, "—"), (None, None, "—")]
)
def test_a_rate_of_nothing_is_a_dash(numerator, denominator, text):
    assert rate(numerator, denominator) == text


def test_a_figure_prints_numerator_and_denominator_and_stars_what_is_too_small():
    assert "45/60</span>" in shown("figure", numerator=45, denominator=60)
    assert "7/8<abbr" in shown("figure", numerator=7, denominator=8)


def test_a_count_stops_at_its_limit():
    assert "共 37 条" in shown("count", count=37)
    assert "1000+" in shown("count", count=1001)
    assert "共 1000 条" in shown("count", count=1000)


def test_the_pager_keeps_the_filter_and_changes_the_key():
    text = shown("pager", page={"previous": None, "next": "m4"})
    assert 'rel="next" href="?unit=3&amp;after=m4"' in text
    assert 'rel="prev"' not in text
    back = shown("pager", page={"previous": "a1", "next": None})
    assert 'rel="prev" href="?unit=3&amp;before=a1"' in back
    assert shown("pager", page={"previous": None, "next": None}) == ""


class Filing(forms.Form):
    phone = forms.CharField(label="手机", help_text="用于查询进度")
    channel = forms.ChoiceField(
        label="渠道", choices=[("a", "门户"), ("b", "热线")], widget=forms.RadioSelect
    )
    street = forms.ChoiceField(label="街道", choices=[("1", "东湖街道")], required=False)
    agree = forms.BooleanField(label="同意")

    def clean(self):
        raise forms.ValidationError("手机与企业不符")


def test_a_wrong_field_says_so_beside_itself_and_in_the_summary():
    text = shown("form", form=Filing({"channel": "a", "agree": "on"}))
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in text
    assert '<div class="help" id="id_phone_helptext">用于查询进度</div>' in text
    assert '<ul class="errorlist" id="id_phone_error"><li>' in text
    assert '<a href="#id_phone">手机</a>:' in text
    assert "<li>手机与企业不符</li>" in text


def test_what_was_typed_is_still_there_after_an_error():
    text = shown("form", form=Filing({"phone": "138", "channel": "b"}))
    assert 'value="138"' in text
    assert (
        'value="b" required id="id_channel_1" checked' in text
        or 'value="b" id="id_channel_1" required checked' in text
    )


def test_controls_get_the_class_of_their_kind_and_choices_a_fieldset():
    text = shown("form", form=Filing())
    assert '<input type="text" name="phone" class="form-control"' in text
    assert '<select name="street" class="form-select"' in text
    assert '<legend class="field-label">渠道' in text
    assert "error-summary" not in text


def test_a_form_can_show_only_the_named_fields():
    text = shown("form", form=Filing(), only="phone agree")
    assert ("手机" in text, "同意" in text, "渠道" in text) == (True, True, False)


CHART = {
    "id": "months",
    "kind": "bar",
    "title": "按月",
    "labels": ["1月", "2月"],
    "series": [{"name": "受理", "data": [3, 5]}, {"name": "办结", "data": [2, None]}],
    "links": ["/?m=1", "/?m=2"],
}


def test_a_chart_carries_its_numbers_as_a_table_with_links():
    assert chart_rows(CHART) == [
        ("1月", [(3, ""), (2, "")], "/?m=1"),
        ("2月", [(5, ""), (None, "")], "/?m=2"),
    ]
    text = shown("chart", chart=CHART)
    assert '<th scope="row"><a href="/?m=2">2月</a></th><td class="num">5</td><td class="num">—</td>' in text
    assert '<script id="chart-months" type="application/json">' in text


def test_the_table_behind_a_map_stands_as_it_is_drawn_and_each_cell_opens_its_own():
    series = [{"name": "水务局", "data": [3, None], "links": ["/?c=1", "/?c=2"]}]
    chart = CHART | {"kind": "heatmap", "series": series, "links": None}
    assert chart_rows(chart) == [("水务局", [(3, "/?c=1"), (None, "/?c=2")], "")]
    text = shown("chart", chart=chart)
    assert '<th class="num" scope="col">2月</th>' in text
    assert '<td class="num"><a href="/?c=1">3</a></td><td class="num">—</td>' in text


def test_a_chart_whose_series_do_not_fit_its_labels_is_an_error_and_not_a_wrong_table():
    with pytest.raises(ValueError, match="zip"):
        chart_rows(CHART | {"labels": ["1月"], "links": None})


@pytest.mark.parametrize(("size", "text"), [(0, "0 B"), (2048, "2.0 KB"), (20 * 1024 * 1024, "20 MB")])
def test_file_sizes_are_short(size, text):
    assert filesize_short(size) == text


def test_a_script_in_a_label_is_escaped():
    assert "<script>alert" not in shown("chart", chart=CHART | {"title": "<script>alert(1)</script>"})
    assert "<script>" not in shown("stage", stage="closed", label="<script>")


def test_a_running_job_is_polled_and_a_finished_one_is_not():
    job = {
        "title": "导入",
        "state": "running",
        "percent": 40,
        "done": 4,
        "total": 10,
        "get_state_display": "进行中",
    }
    assert 'hx-get="/jobs/1/"' in shown("progress", job=job, poll_url="/jobs/1/")
    done = shown("progress", job=job | {"state": "done"}, poll_url="/jobs/1/", result_url="/jobs/1/result/")
    assert ("hx-get" in done, 'href="/jobs/1/result/"' in done) == (False, True)
