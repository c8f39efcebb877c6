import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qifu.appeals.models import Appeal, Attachment, Category
from qifu.enterprises.models import Enterprise
from qifu.lib.workdays import due_date
from qifu.organisations.models import District
from qifu.organisations.roles import Role

FILE = "/p/990199/file/"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def a_file(name, content=PDF):
    return SimpleUploadedFile(name, content)


def sentences(response):
    """The errors of the page, as people read them."""
    lists = re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', response.content.decode(), re.DOTALL)
    return [text for each in lists for text in re.findall(r"<li>(.*?)</li>", each)]


def test_a_stranger_files_and_reads_number_and_what_comes_next(stranger, said, enterprise):
    response = stranger.post(FILE, said())
    appeal = Appeal.objects.get()
    assert response.status_code == 302
    receipt = stranger.get(response.url)
    page = receipt.content.decode()
    assert f'<p class="receipt-number">{appeal.number}</p>' in page
    assert '<meta name="draft-clear" content="file-990199">' in page
    assert f"<strong>{due_date(appeal.due_at)}前</strong>" in page
    assert "199****1234" in page
    assert "19900001234" not in page
    assert receipt.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in receipt.headers["Cache-Control"]


def test_what_was_typed_is_what_is_in_the_ledger(stranger, said, district, enterprise):
    stranger.post(FILE, said())
    appeal = Appeal.objects.get()
    assert (appeal.channel, appeal.stage, appeal.population) == ("portal", "registered", "assigned")
    assert (appeal.title, appeal.wish) == ("厂区自周一起停水", "尽快恢复供水")
    assert (appeal.caller_name, appeal.caller_phone_key) == ("陈静", "19900001234")
    event = appeal.timeline.get()
    assert (event.verb, event.role, event.who, event.user, event.district) == (
        "register",
        Role.CONTACT,
        "陈静",
        None,
        district,
    )


def test_a_stranger_gets_no_session(stranger, said, enterprise):
    stranger.get(FILE)
    stranger.post(FILE, said())
    assert list(stranger.cookies) == ["csrftoken"]


@pytest.mark.parametrize(
    ("typed", "recognised"),
    [
        ({"company": "随便什么", "credit_code": "91350100 M000100Y43"}, True),
        ({"company": "云川宏岳锅炉有限公司"}, True),
        ({"company": "云川宏岳锅炉 有限公司"}, True),
        ({"company": "云川宏岳锅炉股份有限公司"}, False),
        ({"company": "宏岳锅炉"}, False),
        ({"company": "云川宏岳锅炉有限公司", "credit_code": "91110000600037341L"}, False),
    ],
)
def test_a_company_is_recognised_by_its_exact_code_or_name_only(
    stranger, said, enterprise, typed, recognised
):
    stranger.post(FILE, said(**typed))
    appeal = Appeal.objects.get()
    assert appeal.enterprise == (enterprise if recognised else None)
    assert appeal.enterprise_name == (enterprise.name if recognised else typed["company"])


def test_two_companies_of_one_name_are_left_to_a_person(stranger, said, district, enterprise):
    Enterprise.objects.create(district=district, number="Q000002", name=enterprise.name)
    stranger.post(FILE, said())
    assert Appeal.objects.get().enterprise is None


def test_a_name_in_another_district_is_not_recognised(stranger, said, enterprise):
    other = District.objects.create(code="990198", name="临山区", parent=enterprise.district.parent)
    Enterprise.objects.filter(pk=enterprise.pk).update(district=other)
    stranger.post(FILE, said())
    assert Appeal.objects.get().enterprise is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"credit_code": "91350100M000100Y4"}, "统一社会信用代码应为18位，您填写的是17位。"),
        (
            {"credit_code": "91350100M000100Y41"},
            "统一社会信用代码校验未通过，至少有一位填写有误，请对照营业执照核对。",
        ),
        ({"credit_code": "91350100M000100YO3"}, "统一社会信用代码中不会出现“O”，请对照营业执照核对。"),
        ({"phone": "12345"}, "请填写手机号码，或带区号的固定电话。"),
        ({"consent": ""}, "未经您同意，信息不能转交办理单位。请勾选此项。"),
        ({"website": "http://spam.example"}, "隐藏栏目应当留空，只有自动程序才会填写。请清空后重新提交。"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_nothing_typed_is_lost(stranger, said, enterprise, typed, sentence):
    typed = said(**typed)
    response = stranger.post(FILE, typed)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    page = response.content.decode()
    for name in ("company", "credit_code", "name", "phone", "key"):
        assert f'name="{name}" value="{typed[name]}"' in page or typed[name] == ""
    assert f">\n{typed['text']}</textarea>" in page
    assert not Appeal.objects.exists()


def test_pressed_twice_it_is_filed_once(stranger, said, enterprise):
    typed = said()
    first, second = stranger.post(FILE, typed), stranger.post(FILE, typed)
    number = Appeal.objects.get().number
    assert number in stranger.get(first.url).content.decode()
    assert number in stranger.get(second.url).content.decode()


def test_a_page_sent_again_with_another_text_is_another_appeal(stranger, said, enterprise):
    typed = said()
    stranger.post(FILE, typed)
    stranger.post(FILE, typed | {"text": "另外，厂门口的路也坏了。"})
    assert Appeal.objects.count() == 2


def test_sent_eight_times_at_the_same_time_it_is_filed_once(tmp_path):
    database = f"sqlite:///{tmp_path / 'at_once.sqlite3'}"
    environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-m", "qifu.portal.tests.at_once"]
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, check=True)  # noqa: S603 - our own script
    assert json.loads(done.stdout) == [[302] * 8, 1, 1]


def test_files_are_on_the_appeal_and_on_the_receipt(stranger, said, enterprise):
    files = [a_file("停水通知.pdf"), a_file("现场.png", b"\x89PNG\r\n\x1a\n" + b"0" * 2048)]
    receipt = stranger.get(stranger.post(FILE, said() | {"files": files}).url).content.decode()
    assert list(Attachment.objects.values_list("name", "public")) == [
        ("停水通知.pdf", True),
        ("现场.png", True),
    ]
    assert "停水通知.pdf</a>" in receipt
    assert "现场.png</a>" in receipt


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("合同.pdf", b"MZ\x90\x00" + b"\x00" * 200, "合同.pdf"),
        ("大图.pdf", PDF + b"0" * (1 << 20), "大图.pdf"),
        ("图标.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "图标.svg"),
        ("空.txt", b"", "空.txt"),
        ("工具.zip", b"PK\x05\x06" + b"\x00" * 18, "工具.zip"),
    ],
)
def test_each_bad_file_is_named_in_a_sentence_and_the_text_stays(
    stranger, said, enterprise, settings, name, content, sentence
):
    settings.UPLOAD_MB = 1
    typed = said()
    response = stranger.post(FILE, typed | {"files": [a_file("好的.pdf"), a_file(name, content)]})
    assert response.status_code == 422
    (said_of_file,) = sentences(response)
    assert sentence in said_of_file
    page = response.content.decode()
    assert typed["text"] in page
    assert "附件未能保留，请重新选择。" in page
    assert not Appeal.objects.exists()


def test_only_the_first_level_of_categories_is_offered_and_taken(stranger, said, enterprise, categories):
    top = Category.objects.get(code="01")
    page = stranger.get(FILE).content.decode()
    assert f'<option value="{top.pk}">用水用电</option>' in page
    assert "停水</option>" not in page
    assert stranger.post(FILE, said(category=categories.water.pk)).status_code == 422
    stranger.post(FILE, said(category=top.pk))
    assert Appeal.objects.get().category == top


def test_a_refused_form_offers_the_categories_again(stranger, said, enterprise, categories):
    assert "用水用电</option>" in stranger.post(FILE, said(phone="")).content.decode()


def test_filing_costs_six_statements(stranger, said, enterprise, warm):
    with CaptureQueriesContext(connection) as queries:
        assert stranger.post(FILE, said()).status_code == 302
    statements = [each["sql"].split(" ")[0] for each in queries if "SAVEPOINT" not in each["sql"]]
    # district, company, number; in one transaction appeal, event, clock
    assert statements == ["SELECT", "SELECT", "INSERT", "INSERT", "INSERT", "INSERT"]


def test_a_contact_finds_own_company_name_and_telephone_filled_in(sign_in, enterprise):
    page = sign_in("contact").get(FILE).content.decode()
    assert f'<option value="{enterprise.pk}">云川宏岳锅炉有限公司</option>' in page
    assert 'value="陈静"' in page
    assert 'value="19900001234"' in page
    assert "credit_code" not in page


def test_a_contact_files_as_themselves(sign_in, said, enterprise, posts):
    browser = sign_in("contact")
    response = browser.post(FILE, said(company=enterprise.pk))
    appeal = Appeal.objects.get()
    assert response.url == f"/p/990199/appeal/{appeal.number}/receipt/?filed=1"
    assert (appeal.enterprise, appeal.timeline.get().user) == (enterprise, posts["contact"].user)
    receipt = browser.get(response.url).content.decode()
    assert appeal.number in receipt
    assert '<meta name="draft-clear" content="own-990199">' in receipt


def test_a_strangers_draft_is_not_put_into_a_contacts_form(stranger, sign_in, enterprise):
    assert 'data-draft="file-990199"' in stranger.get(FILE).content.decode()
    assert 'data-draft="own-990199"' in sign_in("contact").get(FILE).content.decode()


def test_a_contact_cannot_file_for_somebody_elses_company(sign_in, said, district, enterprise):
    other = Enterprise.objects.create(district=district, number="Q000002", name="云川金禾食品有限公司")
    assert sign_in("contact").post(FILE, said(company=other.pk)).status_code == 422
    assert not Appeal.objects.exists()


def test_a_district_that_takes_no_appeals_says_so(stranger, said, district, enterprise):
    District.objects.filter(pk=district.pk).update(active=False)
    for response in (stranger.get(FILE), stranger.post(FILE, said())):
        assert response.status_code == 409
        assert "临江区目前暂停在此接收诉求，请拨打服务热线。" in response.content.decode()
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("code", ["990100", "123456"])
def test_a_city_above_and_an_unknown_code_have_no_door(stranger, code):
    assert stranger.get(f"/p/{code}/file/").status_code == 404


def test_the_form_works_in_english(stranger, enterprise):
    stranger.cookies["django_language"] = "en"
    page = stranger.get(FILE).content.decode()
    assert "Whom we may ask for." in page
    assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"临江区|中文|云川[^<]*", "", page))
