"""What a company is told besides what it reads when it looks: each step that changes when, or by whom, it is answered.

A company's person with an account is told; whoever files without one follows the appeal on its page. Of an exclusion from the rates
the company hears nothing: decision 8.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qifu.appeals.models import Event
from qifu.appeals.news import is_news
from qifu.notices.kinds import Kind, register
from qifu.notices.telling import tell
from qifu.organisations.roles import Role
from qifu.portal.judging import people_of, url_for

ABOUT = ("appeal", "title")
DAYS = ("until", "review_on")  # an event keeps them as text


@dataclass(frozen=True)
class Told:
    """`takes` says which of the event's facts the words use, and by which name."""

    name: str
    label: Promise
    zh: tuple[str, str]
    en: tuple[str, str]
    takes: Mapping[str, str] = field(default_factory=dict)


TOLD: dict[str, Told] = {
    "decline": Told(
        "company-declined",
        _("Your appeal: not accepted"),
        ("您的诉求{appeal}未予受理", "“{title}”：{said}\n如有异议，可在诉求页面申请复核一次。"),
        (
            "Your appeal {appeal} was not accepted",
            "“{title}”: {said}\nYou can ask for a review once, on the appeal's page.",
        ),
        {"said": "note"},
    ),
    "approve_extension": Told(
        "company-extended",
        _("Your appeal: more time granted"),
        ("您的诉求{appeal}延长了办理时限", "“{title}”情况较复杂，经批准，承办单位最迟于{day}答复您。"),
        (
            "More time was granted for your appeal {appeal}",
            "“{title}” needs more time: the unit answers you by {day} at the latest.",
        ),
        {"day": "until"},
    ),
    "wait": Told(
        "company-waiting",
        _("Your appeal: material needed"),
        (
            "您的诉求{appeal}需要补充材料",
            "“{title}”：{said}\n请在诉求页面补充；补充前，办理时限暂停计算。",
        ),
        (
            "Your appeal {appeal} needs material from you",
            "“{title}”: {said}\nAdd it on the appeal's page; until then the time to answer stands still.",
        ),
        {"said": "note"},
    ),
    "resume": Told(
        "company-resumed",
        _("Your appeal: handling goes on"),
        ("您的诉求{appeal}已恢复办理", "“{title}”继续办理，剩余时限接着计算。"),
        (
            "Handling of your appeal {appeal} goes on",
            "“{title}” is handled again within the time that was left.",
        ),
    ),
    "list": Told(
        "company-listed",
        _("Your appeal: put on the long-term list"),
        (
            "您的诉求{appeal}列入长期推进事项",
            "“{title}”短期内难以解决，已制定方案、明确区领导负责，每月跟进，{day}前复核。",
        ),
        (
            "Your appeal {appeal} is a long-term matter now",
            "“{title}” cannot be solved soon. It has a plan and a leader, is followed every month and reviewed by {day}.",
        ),
        {"day": "review_on"},
    ),
    "keep_listed": Told(
        "company-kept-listed",
        _("Your appeal: long-term matter reviewed"),
        ("您的诉求{appeal}已复核，继续长期推进", "“{title}”仍在推进，下一次复核为{day}。"),
        (
            "Your appeal {appeal} was reviewed",
            "“{title}” stays a long-term matter; it is reviewed next on {day}.",
        ),
        {"day": "review_on"},
    ),
    "review_listed": Told(
        "company-taken-up-again",
        _("Your appeal: long-term matter handled again"),
        ("您的诉求{appeal}恢复办理", "“{title}”经复核已具备条件，恢复按期办理。"),
        (
            "Your appeal {appeal} is handled again",
            "“{title}” was reviewed and is handled within its time again.",
        ),
    ),
    "answer": Told(
        "company-answered",
        _("Your appeal: answered"),
        ("您的诉求{appeal}已答复", "“{title}”已有答复，请查看并评价是否解决了问题。"),
        ("Your appeal {appeal} was answered", "“{title}” has an answer: read it, and say whether it helped."),
    ),
}
SAMPLES = {
    "appeal": "2026-000123",
    "title": "厂区停水三天",
    "day": date(2026, 5, 29),
    "said": "请补充厂区管网竣工图。",
}

register(
    Kind(
        "company-judge",
        _("Your appeal: please judge the answer"),
        ABOUT,
        ("请您评价诉求{appeal}的答复", "“{title}”已有答复。请打开链接，评价答复和解决情况，无须登录。"),
        (
            "Please judge the answer to your appeal {appeal}",
            "“{title}” has an answer. Open the link and say whether it helped; no sign-in is needed.",
        ),
        SAMPLES,
    ),
    *(
        Kind(told.name, told.label, (*ABOUT, *told.takes), told.zh, told.en, SAMPLES)
        for told in TOLD.values()
    ),
)


def concerns_company(event: Event) -> bool:
    """What the company did itself is no news to it."""
    return is_news(event, TOLD) and event.role != Role.CONTACT


def days_of(event: Event) -> dict[str, date]:
    """Days, so that each reader's language writes them."""
    return {fact: date.fromisoformat(event.data[fact]) for fact in DAYS if event.data.get(fact)}


def tell_company(event: Event) -> None:
    appeal, told = event.appeal, TOLD[event.verb]
    facts = {**event.data, "note": event.note, **days_of(event)}
    tell(
        told.name,
        to=people_of(appeal),
        district=appeal.district,
        url=_address(event),
        key=f"company-{event.pk}",
        at=event.at,
        appeal=appeal.number,
        title=appeal.title,
        **{name: facts.get(fact, "") for name, fact in told.takes.items()},
    )


def _address(event: Event) -> str:
    """Of an answer it is the link by which it is judged at once; else the appeal's own page."""
    appeal = event.appeal
    answer = appeal.answers.filter(sent_at=event.at).last() if event.verb == "answer" else None
    if answer:
        return url_for(appeal, answer)
    return reverse("portal-appeal", args=[appeal.district.code, appeal.number])
