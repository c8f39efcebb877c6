"""Confirmed breaches of pledges are an indicator of the assessment."""

from datetime import date, timedelta

from django.utils import timezone

from qifu.assessment import indicators
from qifu.assessment.indicators import Window
from qifu.liaison.pledges.breaking import Said, decide, report
from qifu.liaison.pledges.publishing import publish


def test_confirmed_breaches_are_an_indicator_of_the_assessment(actors, district, units, calendar_loaded):
    now, today = timezone.now(), timezone.localdate()
    pledge = publish(district, None, ["一次告知"], by=actors["office"]).pledges.get()
    said = Said(pledge=pledge, unit=units.water, happened_on=date(2026, 4, 13), text="补件三次")
    breaches = [report(said, district=district, by=actors["office"])[0] for _each in range(3)]
    for breach, state in zip(breaches, ("confirmed", "groundless"), strict=False):
        decide(breach, state, "已查", by=actors["office"])
    window = Window(district, today - timedelta(days=3), today, now + timedelta(minutes=1))
    found = indicators.get("breaches").source(window)
    assert {unit: len(cases.met) for unit, cases in found.items()} == {units.water.pk: 1}
    earlier = Window(district, today - timedelta(days=9), today - timedelta(days=2), now)
    assert dict(indicators.get("breaches").source(earlier)) == {}
