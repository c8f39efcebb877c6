"""What a company sees of the institutions that came to it: for its people only, every page of them."""

import pytest
from django.urls import get_resolver, reverse

from tests.access import answers, codes

PEOPLE = (
    "stranger",
    "contact",
    "officer.water",
    "head.water",
    "office",
    "inspector",
    "mayor",
    "operator",
    "system",
)
SITE = [each for each in get_resolver().url_patterns if getattr(each, "urlconf_name", None)]
(OWN,) = [each for each in SITE if each.urlconf_name.__name__ == "qifu.portal.urls"]
NAMES = sorted(pattern.name for pattern in OWN.url_patterns if pattern.name.startswith("my-"))


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_of_a_company_are_its_peoples_only(name, sign_in, enterprise):
    assert codes(answers("GET", reverse(name), PEOPLE, sign_in)) == ["302", "200", *["403"] * 7]


def test_there_is_one_for_each_institution_that_comes_to_companies():
    assert {"my-appeals", "my-questionnaires", "my-symposia", "my-visits", "my-warnings"} <= set(NAMES)
