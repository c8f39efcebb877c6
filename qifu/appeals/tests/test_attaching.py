"""A name stands on an appeal once: events name files by it."""

import pytest

from qifu.appeals.advancing import advance
from qifu.appeals.models import Appeal, Attachment
from qifu.appeals.page.timeline import timeline


@pytest.fixture
def attach(handled, actors, incoming):
    def by(person, name, content, *, public):
        file = incoming(name, content)
        advance(handled, "attach", by=actors[person], files=[file], public=public)
        return handled

    return by


def files_of(appeal):
    return list(Attachment.objects.filter(appeal=appeal).values_list("name", "public"))


def test_another_file_of_the_same_name_gets_a_number_and_each_event_names_its_own(attach, actors):
    attach("officer.water", "现场.txt", b"monday", public=True)
    appeal = attach("officer.water", "现场.txt", b"tuesday", public=True)
    assert files_of(appeal) == [("现场.txt", True), ("现场 (2).txt", True)]
    lines = timeline(Appeal.objects.for_detail().get(pk=appeal.pk), actors["office"])
    assert [[file.file.size for file in line.files] for line in lines[:2]] == [[7], [6]]


def test_the_same_file_again_stands_there_once(attach):
    attach("officer.water", "现场.txt", b"monday", public=True)
    assert files_of(attach("officer.water", "现场.txt", b"monday", public=True)) == [("现场.txt", True)]


def test_a_file_that_was_internal_is_shown_to_the_company_when_it_is_attached_for_it(attach):
    attach("officer.water", "现场.txt", b"monday", public=False)
    assert files_of(attach("officer.water", "现场.txt", b"monday", public=True)) == [("现场.txt", True)]


def test_what_the_company_has_seen_does_not_become_internal(attach):
    attach("officer.water", "现场.txt", b"monday", public=True)
    assert files_of(attach("officer.water", "现场.txt", b"monday", public=False)) == [("现场.txt", True)]
