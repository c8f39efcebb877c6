"""Writing a letter, its list, sharing it out, and the document that is printed."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from qifu.liaison.letters import drafting, printing, sharing
from qifu.liaison.letters.models import Delivery, Letter
from qifu.liaison.targets import Target
from qifu.lib.docx import pdf
from qifu.notices.models import Notice
from qifu.organisations import jobs
from qifu.organisations.models import Job, LogEntry
from qifu.organisations.refusals import Refused
from tests.pages import text_of


def given_to(letter: Letter) -> list[tuple[str, str]]:
    rows = letter.deliveries.order_by("id")
    return list(rows.values_list("enterprise__number", "officer__username"))


@pytest.mark.parametrize("text", ["您好{boss}", "您好{company", "您好company}", "{ company }"])
def test_a_field_that_nobody_knows_and_a_brace_left_open_are_refused_by_name(write, text):
    wrong = {"您好{boss}": "{boss}", "您好{company": "{", "您好company}": "}", "{ company }": "{ company }"}[
        text
    ]
    with pytest.raises(Refused) as refused:
        write(text=text)
    assert f"：{wrong}。" in str(refused.value) or f": {wrong}." in str(refused.value)
    assert Letter.objects.count() == 0


def test_the_form_tells_a_wrong_field_beside_the_text_and_keeps_what_was_typed(sign_in):
    said = {"title": "一封信", "text": "您好{boss}", "dated_on": "2026-03-02", "due_on": "2026-03-01"}
    page = sign_in("office").post("/letters/new/", said)
    assert page.status_code == 422
    assert "{boss}" in page.context["form"].errors["text"][0]
    assert "您好{boss}" in text_of(page)
    assert set(page.context["form"].errors) == {"text", "due_on"}


def test_each_change_of_the_words_is_a_version_until_delivering_starts(letter, actors):
    office = actors["office"]
    said = {"title": letter.title, "dated_on": letter.dated_on, "due_on": letter.due_on}
    assert drafting.change(letter, by=office, text="新的正文", version=1, **said)
    assert not drafting.change(letter, by=office, text="新的正文", version=2, **said)
    assert [row.version for row in letter.versions.all()] == [2, 1]
    with pytest.raises(Refused, match="Somebody else"):
        drafting.change(letter, by=office, text="又一稿", version=1, **said)
    drafting.start(letter, by=office)
    with pytest.raises(Refused, match="its text and its list stand"):
        drafting.change(letter, by=office, text="又一稿", version=2, **said)


def test_a_streets_companies_go_to_its_officers_evenly_and_neighbours_together(letter):
    assert given_to(letter) == [
        ("Q000001", "officer.wharf"),
        ("Q000002", "officer.wharf"),
        ("Q000003", "officer.pier"),
        ("Q000004", None),
    ]


def test_the_office_gives_one_by_hand_and_whoever_gets_it_is_told(started, actors, posts, at_door):
    hill = at_door("Q000004")
    assert sharing.give(started, [hill.pk], posts["officer.water"], by=actors["office"]) == 1
    assert given_to(started)[3] == ("Q000004", "officer.water")
    told = Notice.objects.get(user=posts["officer.water"].user, kind="letter-given")
    assert "1" in told.title


def test_only_an_officer_or_head_of_the_district_is_given_letters(started, actors, posts, at_door):
    with pytest.raises(Refused, match="officer or head"):
        sharing.give(started, [at_door("Q000004").pk], posts["mayor"], by=actors["office"])


def test_starting_tells_each_officer_how_many_are_theirs_once(started, posts):
    told = Notice.objects.filter(kind="letter-given").order_by("user__username")
    assert [(row.user.username, row.title[:6]) for row in told] == [
        ("officer.pier", "有1封信由您"),
        ("officer.wharf", "有2封信由您"),
    ]


def test_a_letter_to_nobody_is_not_started(write, actors):
    with pytest.raises(Refused, match="goes to nobody yet"):
        drafting.start(write(), by=actors["office"])


def test_a_list_of_no_company_is_refused_and_the_former_one_stays(letter, actors, units):
    with pytest.raises(Refused, match="No company"):
        drafting.draw_up(letter, Target(streets=(units.office.pk,)), by=actors["office"])
    assert len(given_to(letter)) == 4


def test_the_page_shows_the_letter_as_a_company_reads_it(letter, sign_in):
    page = sign_in("office").get(f"/letters/{letter.pk}/?company=Q000001")
    assert page.context["preview"].title == "致云川宏岳锅炉有限公司的一封信"
    assert page.context["preview"].body.startswith("云川宏岳锅炉有限公司陈静办公室主任：")
    assert page.context["preview"].body.endswith("区长高远")


def test_one_document_has_a_page_for_each_company_in_the_official_fonts(started, sign_in):
    answer = sign_in("office").post(f"/letters/{started.pk}/print/docx/")
    document = Document(BytesIO(answer.content))
    section = document.sections[0]
    assert [
        round(side.mm)
        for side in (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    ] == [37, 28, 26, 35]
    assert round(section.page_width.mm) == 210
    titles = [p.text for p in document.paragraphs if p.text.startswith("致")]
    assert titles == [
        "致云川宏岳锅炉有限公司的一封信",
        "致临江顺达船运有限公司的一封信",
        "致临江永兴五金厂的一封信",
        "致青山茶业有限公司的一封信",
    ]
    assert sum(bool(p.paragraph_format.page_break_before) for p in document.paragraphs) == 3
    fonts = {
        tuple(run._element.rPr.rFonts.get(qn(slot)) for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"))
        for paragraph in document.paragraphs
        for run in paragraph.runs
    }
    assert fonts == {("方正小标宋_GBK",) * 4, ("仿宋_GB2312",) * 4}
    body = next(p for p in document.paragraphs if "officer.wharf联系" in p.text)
    assert body.runs[0].font.size.pt == 16
    assert LogEntry.objects.filter(kind="export").count() == 1


def test_more_than_fifty_are_printed_in_the_background(started, sign_in, monkeypatch, companies):
    monkeypatch.setattr(printing, "AT_ONCE", 3)
    answer = sign_in("office").post(f"/letters/{started.pk}/print/docx/")
    job = Job.objects.get()
    assert answer["Location"] == f"/jobs/{job.pk}/"
    jobs.run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.outcome["facts"][0][1]) == ("done", 4)
    assert len(Document(str(jobs.output_path(job))).paragraphs) == 4 * 8


def test_without_libreoffice_the_pdf_says_what_to_install(started, sign_in, monkeypatch):
    monkeypatch.setattr(pdf, "program", lambda: None)
    answer = sign_in("office").post(f"/letters/{started.pk}/print/pdf/")
    assert answer.status_code == 409
    assert "libreoffice-writer" in text_of(answer)


def test_merging_two_companies_of_one_letter_keeps_both_deliveries(started, companies, actors):
    from qifu.enterprises.merging import merge

    merge(companies[0], companies[1], by=actors["office"])
    assert Delivery.objects.filter(letter=started, enterprise=companies[0]).count() == 2


def test_a_form_sent_twice_writes_one_letter(write):
    from uuid import UUID

    key = UUID(int=7)
    assert write(key=key).pk == write(key=key).pk
    assert Letter.objects.count() == 1


def test_it_is_not_to_be_delivered_before_its_date(write):
    with pytest.raises(Refused, match="before its own date"):
        write(due_on=date(2026, 3, 1))
