"""The water bureau's questionnaire: three questions, of which one hangs on another, sent to the boiler works and two mills."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from qifu.enterprises.models import Contact, Enterprise
from qifu.liaison.questionnaires import building, sending
from qifu.liaison.questionnaires.checking import Said
from qifu.liaison.questionnaires.links import path_of
from qifu.liaison.questionnaires.models import Recipient
from qifu.liaison.questionnaires.words import Kind
from qifu.liaison.targets import Target

LACKS = Said(Kind.ONE, "贵企业用水是否紧张？", required=True, options=["是", "否"])
SCALE = Said(Kind.SCALE, "对供水服务的评价", low=1, high=5, low_words="很差", high_words="很好")
PROBLEM = Said(Kind.PROBLEM, "希望解决的问题", required=True)


@pytest.fixture
def mills(district, units, enterprise):
    """Paper on Wharf street has a contact with an e-mail, flour on Hill street nobody."""
    make = Enterprise.objects.create
    paper = make(
        district=district,
        number="Q000002",
        name="云川青禾纸业有限公司",
        street=units.wharf,
        restructured=True,
    )
    flour = make(district=district, number="Q000003", name="云川麦川面粉有限公司", street=units.hill)
    Contact.objects.create(enterprise=paper, name="韩梅", phone="19900004321", email="han@paper.example")
    return SimpleNamespace(paper=paper, flour=flour)


@pytest.fixture
def draft(actors):
    """Water's, closing in ten days; the problem is asked of those whose water is short."""

    def make(*questions, by="officer.water", **given):
        said = {
            "title": "企业用水情况调查表",
            "closes_on": timezone.localdate() + timedelta(days=10),
            "remind_days": 3,
        }
        found = building.make(by=actors[by], **{**said, **given})
        made = []
        for question in questions or (LACKS, SCALE):
            made.append(building.add_question(found, question, by=actors[by]))
        if not questions:
            hanging = Said(
                **{**vars(PROBLEM), "when_key": made[0].key, "when_op": "is", "when_values": ["是"]}
            )
            building.add_question(found, hanging, by=actors[by])
        return found

    return make


@pytest.fixture
def sent(draft, mills, actors):
    """To every company of the register."""

    def make(target=None, at=None, **given):
        found = draft(**given)
        sending.send(sending.publish(found, target or Target(), by=actors["officer.water"], at=at), at=at)
        found.refresh_from_db()
        return found

    return make


@pytest.fixture
def keys():
    """The keys of a questionnaire's questions, in order."""
    return lambda questionnaire: [q.key for q in questionnaire.versions.last().questions.all()]


@pytest.fixture
def of():
    """The recipient of a company, and the link."""

    def find(questionnaire, enterprise):
        recipient = Recipient.objects.select_related("questionnaire").get(
            questionnaire=questionnaire, enterprise=enterprise
        )
        return recipient, path_of(recipient)

    return find
