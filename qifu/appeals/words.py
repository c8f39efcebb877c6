"""The words of the ledger (domain.md section 1): each list has its one home here."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(TextChoices):
    REGISTERED = "registered", pgettext_lazy("stage", "Registered")
    ACCEPTED = "accepted", pgettext_lazy("stage", "Accepted")
    DECLINED = "declined", pgettext_lazy("stage", "Declined")
    ASSIGNED = "assigned", pgettext_lazy("stage", "Assigned")
    DISPUTED = "disputed", pgettext_lazy("stage", "Disputed")
    HANDLING = "handling", pgettext_lazy("stage", "Handling")
    WAITING = "waiting", pgettext_lazy("stage", "Waiting for the enterprise")
    SIGNING = "signing", pgettext_lazy("stage", "Awaiting signature")
    ANSWERED = "answered", pgettext_lazy("stage", "Answered")
    CLOSED = "closed", pgettext_lazy("stage", "Closed")
    LISTED = "listed", pgettext_lazy("stage", "On the long-term list")
    MERGED = "merged", pgettext_lazy("stage", "Merged")
    WITHDRAWN = "withdrawn", pgettext_lazy("stage", "Withdrawn")


ENDED = (Stage.DECLINED, Stage.CLOSED, Stage.MERGED, Stage.WITHDRAWN)
OPEN = tuple(stage for stage in Stage if stage not in ENDED)
RUNNING = (Stage.ASSIGNED, Stage.DISPUTED, Stage.HANDLING, Stage.SIGNING)  # the answer clock runs in no other

# What the company reads instead of our stages.
PLAIN_STAGES = {
    Stage.REGISTERED: _("Received; being looked at"),
    Stage.ACCEPTED: _("Accepted; a unit is being chosen"),
    Stage.DECLINED: _("Not accepted; see the explanation"),
    Stage.ASSIGNED: _("Passed to a unit"),
    Stage.DISPUTED: _("The right unit is being settled"),
    Stage.HANDLING: _("Being handled"),
    Stage.WAITING: _("Waiting for material from you"),
    Stage.SIGNING: _("Answer being checked"),
    Stage.ANSWERED: _("Answered; tell us whether it helped"),
    Stage.CLOSED: pgettext_lazy("plain", "Closed"),
    Stage.LISTED: _("Long-term matter with a plan"),
    Stage.MERGED: _("Handled together with another appeal"),
    Stage.WITHDRAWN: _("Withdrawn by you"),
}


class Population(TextChoices):
    """Never added up."""

    ASSIGNED = "assigned", _("Assigned by the office")
    SELF_FOUND = "self_found", _("Found and solved by units")
    NOTIFIED = "notified", _("Answered by telling")


class Channel(TextChoices):
    VISIT = "visit", pgettext_lazy("channel", "Visit")
    ON_SITE = "on_site", pgettext_lazy("channel", "On-site work")
    SYMPOSIUM = "symposium", pgettext_lazy("channel", "Symposium")
    QUESTIONNAIRE = "questionnaire", pgettext_lazy("channel", "Questionnaire")
    HOTLINE = "hotline", pgettext_lazy("channel", "Hotline")
    PORTAL = "portal", pgettext_lazy("channel", "Portal")
    LETTER = "letter", pgettext_lazy("channel", "Letter")
    LEADER = "leader", pgettext_lazy("channel", "Handed on by a leader")
    UNIT_RESEARCH = "unit_research", pgettext_lazy("channel", "Unit's own research")
    IMPORT = "import", pgettext_lazy("channel", "Import")


class Complexity(TextChoices):
    SIMPLE = "simple", _("C · simple")
    SEVERAL = "several", _("B · several units")
    LEFT_OVER = "left_over", _("A · left-over problem")


class Part(TextChoices):
    """The unit's part in an assignment."""

    LEAD = "lead", pgettext_lazy("part", "Lead")
    ASSIST = "assist", pgettext_lazy("part", "Assisting")


class Mark(TextChoices):
    HOT = "hot", _("Hot spot")
    HARD = "hard", _("Hard case")
    FOCUS = "focus", _("In focus")
    HIGHLIGHT = "highlight", _("Highlight")


class Claim(TextChoices):
    """What the unit says of its answer; whether the company agrees is a fact of its own."""

    SOLVED = "solved", pgettext_lazy("claim", "Solved")
    PARTLY = "partly", pgettext_lazy("claim", "Partly solved")
    PLANNED = "planned", pgettext_lazy("claim", "Put into a plan")
    EXPLAINED = "explained", pgettext_lazy("claim", "Explained")
    OUT_OF_SCOPE = "out_of_scope", pgettext_lazy("claim", "Out of scope")


class Satisfaction(IntegerChoices):
    VERY_SATISFIED = 5, _("Very satisfied")
    SATISFIED = 4, _("Satisfied")
    FAIRLY_SATISFIED = 3, _("Fairly satisfied")
    DISSATISFIED = 2, _("Dissatisfied")
    VERY_DISSATISFIED = 1, _("Very dissatisfied")


class Way(TextChoices):
    PHONE = "phone", _("By telephone")
    VISIT = "visit", _("On a visit")
    ONLINE = "online", _("Online")
    MEETING = "meeting", _("At a meeting")
    LETTER = "letter", _("By letter")


class DeclineGround(TextChoices):
    """Source: Shenzhen's rules on enterprises' appeals, 2023."""

    OTHER_GOVERNMENT = "other_government", _("Not under this government")
    OTHER_CHANNEL = (
        "other_channel",
        _("Belongs to court, arbitration, discipline, review or disclosure channels"),
    )
    PETITION = "petition", _("Already a petition")
    SECRET = "secret", _("Concerns state or commercial secrets or privacy")
    ABUSIVE = "abusive", _("Unlawful, abusive or empty")
    DUPLICATE = "duplicate", _("Duplicate of an open or closed appeal")
    OTHER = "other", _("Other ground by law")


class ExclusionGround(TextChoices):
    """Source: rules of several cities on what is left out of the rates of a hotline."""

    BEYOND_LAW = "beyond_law", _("What is wished for has no ground in law or policy")
    IN_COURT = "in_court", _("It has gone to court, arbitration or review meanwhile")
    FORCE_MAJEURE = "force_majeure", _("Beyond the unit's power: disaster, or a decision of a higher level")
    NOT_REACHABLE = "not_reachable", _("The enterprise cannot be reached or does not cooperate")
    REPEATED = "repeated", _("Settled before and raised again without anything new")
    OTHER = "other", pgettext_lazy("exclusion", "Other ground, as explained")


class ClockKind(TextChoices):
    REVIEW = "review", pgettext_lazy("clock", "Review")
    SIGN_FOR = "sign_for", pgettext_lazy("clock", "Sign for")
    OBJECT = "object", pgettext_lazy("clock", "Object")
    CONTACT = "contact", pgettext_lazy("clock", "First contact")
    PLAN = "plan", pgettext_lazy("clock", "Plan")
    OPINION = "opinion", pgettext_lazy("clock", "Assisting unit's opinion")
    ANSWER = "answer", pgettext_lazy("clock", "Answer")
    EXTENSION = "extension", pgettext_lazy("clock", "Extension at most")
    WAIT = "wait", pgettext_lazy("clock", "Waiting at most")
    FOLLOW_UP = "follow_up", pgettext_lazy("clock", "Follow-up")
    REOPEN = "reopen", pgettext_lazy("clock", "Reopening by the enterprise within")
    RULING = "ruling", pgettext_lazy("clock", "Ruling on the objection")
    MONTHLY = "monthly", pgettext_lazy("clock", "Long-term matter: progress after the month's end")
