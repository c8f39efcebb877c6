"""The words of the ledger (domain.md section 1): each list has its one home here."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    REGISTERED = "registered", _("Registered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    ASSIGNED = "assigned", _("Assigned")
    DISPUTED = "disputed", _("Disputed")
    HANDLING = "handling", _("Handling")
    WAITING = "waiting", _("Waiting for the enterprise")
    SIGNING = "signing", _("Awaiting signature")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    LISTED = "listed", _("On the long-term list")
    MERGED = "merged", _("Merged")
    WITHDRAWN = "withdrawn", _("Withdrawn")


ENDED = (Stage.DECLINED, Stage.CLOSED, Stage.MERGED, Stage.WITHDRAWN)
OPEN = tuple(stage for stage in Stage if stage not in ENDED)

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
    Stage.CLOSED: _("Closed"),
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
    VISIT = "visit", _("Visit")
    ON_SITE = "on_site", _("On-site work")
    SYMPOSIUM = "symposium", _("Symposium")
    QUESTIONNAIRE = "questionnaire", _("Questionnaire")
    HOTLINE = "hotline", _("Hotline")
    PORTAL = "portal", _("Portal")
    LETTER = "letter", _("Letter")
    LEADER = "leader", _("Handed on by a leader")
    UNIT_RESEARCH = "unit_research", _("Unit's own research")
    IMPORT = "import", _("Import")


class Complexity(TextChoices):
    SIMPLE = "simple", _("C · simple")
    SEVERAL = "several", _("B · several units")
    LEFT_OVER = "left_over", _("A · left-over problem")


class Part(TextChoices):
    """The unit's part in an assignment."""

    LEAD = "lead", _("Lead")
    ASSIST = "assist", _("Assisting")


class Mark(TextChoices):
    HOT = "hot", _("Hot spot")
    HARD = "hard", _("Hard case")
    FOCUS = "focus", _("In focus")
    HIGHLIGHT = "highlight", _("Highlight")


class Claim(TextChoices):
    """What the unit says of its answer; whether the company agrees is a fact of its own."""

    SOLVED = "solved", _("Solved")
    PARTLY = "partly", _("Partly solved")
    PLANNED = "planned", _("Put into a plan")
    EXPLAINED = "explained", _("Explained")
    OUT_OF_SCOPE = "out_of_scope", _("Out of scope")


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


class ClockKind(TextChoices):
    REVIEW = "review", _("Review")
    SIGN_FOR = "sign_for", _("Sign for")
    OBJECT = "object", _("Object")
    CONTACT = "contact", _("First contact")
    PLAN = "plan", _("Plan")
    OPINION = "opinion", _("Assisting unit's opinion")
    ANSWER = "answer", _("Answer")
    EXTENSION = "extension", _("Extension at most")
    WAIT = "wait", _("Waiting at most")
    FOLLOW_UP = "follow_up", _("Follow-up")
    REOPEN = "reopen", _("Reopening by the enterprise within")
