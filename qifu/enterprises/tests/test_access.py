"""Who may open which of these pages: the whole matrix."""

import pytest
from django.test import Client
from django.urls import reverse

from qifu.enterprises.models import Project

ROLES = [
    "office",
    "operator",
    "inspector",
    "officer.water",
    "head.water",
    "mayor",
    "deputy",
    "city",
    "contact",
]
ADMINISTRATORS = ["system", "security", "audit"]
OFFICIALS = set(ROLES) - {"contact"}
EDITORS = {"office", "operator"}
PAGES = {
    "enterprises": OFFICIALS,
    "enterprise-lookup": {"contact", "operator", "officer.water", "head.water", "office", "mayor", "deputy"},
    "add-enterprise": EDITORS,
    "import-enterprises": {"office"},
    "import-enterprises-template": {"office"},
    "enterprise": set(ROLES),
    "enterprise-people": {"office", "operator", "head.water", "officer.water", "inspector"},
    "edit-enterprise": EDITORS,
    "merge-enterprise": {"office"},
    "add-contact": EDITORS,
    "remove-contact": EDITORS,
    "add-project": EDITORS,
    "edit-project": EDITORS,
}
OF_ONE = (
    set(PAGES)
    - {"enterprises", "enterprise-lookup", "add-enterprise", "import-enterprises"}
    - {"import-enterprises-template"}
)


@pytest.fixture
def url(enterprise):
    project = Project.objects.create(district=enterprise.district, enterprise=enterprise, name="二期厂房")
    parts = {"remove-contact": [enterprise.contacts.get().pk], "edit-project": [project.pk]}
    return lambda name: reverse(name, args=[*(["Q000001"] if name in OF_ONE else []), *parts.get(name, [])])


@pytest.mark.once
@pytest.mark.parametrize("who", [*ROLES, *ADMINISTRATORS])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_to_its_roles_and_to_nobody_else(name, who, url, sign_in):
    status = sign_in(who).get(url(name)).status_code
    assert status == (200 if who in PAGES[name] else 403)


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_sent_to_the_door(name, url, db):
    assert Client().get(url(name)).url.startswith("/sign-in/?next=")


@pytest.mark.parametrize("who", sorted(set(ROLES) - EDITORS))
def test_what_may_not_be_opened_may_not_be_posted_either(who, url, sign_in):
    for name in ("add-enterprise", "edit-enterprise", "add-contact", "add-project", "remove-contact"):
        assert sign_in(who).post(url(name), {"name": "新名"}).status_code == 403
