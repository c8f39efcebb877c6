"""The life of an appeal as a table (domain.md section 2): read by guard, buttons, API, timeline and tests.

To change the process, change a row here; what a step does to clocks, assignments and answers is in verbs/.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals import guards
from qifu.appeals.words import OPEN, Part, Stage
from qifu.lib.workdays import YearNotLoaded
from qifu.organisations.calendar import cannot_count
from qifu.organisations.roles import Role

if TYPE_CHECKING:
    from qifu.appeals.models import Appeal
    from qifu.organisations.actors import Actor

Text = Promise | str
Guard = Callable[["Appeal", "Actor", datetime], "Text | None"]

CONTACT, OPERATOR, OFFICER, HEAD = Role.CONTACT, Role.OPERATOR, Role.OFFICER, Role.HEAD
OFFICE, LEADER, INSPECTOR, SYSTEM = Role.OFFICE, Role.LEADER, Role.INSPECTOR, Role.SYSTEM
READERS_OF_COMMENTS = (
    OFFICER,
    HEAD,
    OFFICE,
    LEADER,
    INSPECTOR,
)  # comments and internal files are theirs alone


@dataclass(frozen=True)
class Transition:
    verb: str  # the event's kind, the URL's last word, the API operation
    label: Text  # what the button says
    sentence: Text  # what the timeline says
    sources: tuple[Stage, ...]
    target: Stage | None  # None: the stage stays
    by: tuple[Role, ...]
    needs: tuple[str, ...] = ()  # what this step must fill; "note" is the reason or remark
    part: Part | None = None  # the part that an officer's or head's unit must hold
    plain: Text = ""  # what the company reads; empty: it does not see this step
    guards: tuple[Guard, ...] = ()  # what else must hold; each returns a sentence when it does not

    def refusal(self, appeal: "Appeal", by: "Actor", at: datetime) -> Text | None:
        """Why `by` may not take this step at that moment, or None."""
        if by.role not in self.by or by.district is None or by.district.pk != appeal.district_id:
            return _("“%(step)s” is not a step of your post.") % {"step": self.label}
        if Stage(appeal.stage) not in self.sources:
            return _(
                "“%(step)s” is not possible at the stage “%(stage)s”. Look at the appeal again: someone may have been faster."
            ) % {
                "step": self.label,
                "stage": Stage(appeal.stage).label,
            }
        if self.part and by.role in (OFFICER, HEAD) and not guards.holds(appeal, by, self.part):
            return _("“%(step)s” belongs to another unit on this appeal.") % {"step": self.label}
        try:
            return next((said for guard in self.guards if (said := guard(appeal, by, at))), None)
        except YearNotLoaded as missing:
            return str(cannot_count(missing))


LEAD, ASSIST = Part.LEAD, Part.ASSIST
# A unit has it, so that it counts in the unit's rates. The company hears nothing of an exclusion: decision 8.
COUNTED = (
    Stage.ASSIGNED,
    Stage.DISPUTED,
    Stage.HANDLING,
    Stage.WAITING,
    Stage.SIGNING,
    Stage.ANSWERED,
    Stage.CLOSED,
    Stage.LISTED,
)

# A table is read by rows: the formatter leaves it alone.
_TABLE = (
    Transition("accept", pgettext_lazy("step", "Accept"), _("accepted it"), (Stage.REGISTERED,),
        Stage.ACCEPTED, (OPERATOR, OFFICE), ("category",), plain=_("Your appeal has been accepted.")),
    Transition("decline", pgettext_lazy("step", "Decline"), _("declined it"), (Stage.REGISTERED,),
        Stage.DECLINED, (OFFICE,), ("ground", "note"), plain=_("Your appeal was not accepted.")),
    Transition("ask_review", pgettext_lazy("step", "Ask for a review"), _("asked for a review"),
        (Stage.DECLINED,), Stage.REGISTERED, (CONTACT,), ("note",),
        plain=_("You asked for the decision to be looked at again."), guards=(guards.review_not_asked,)),
    Transition("tell", pgettext_lazy("step", "Answer by telling"), _("answered it by telling"),
        (Stage.REGISTERED,), Stage.CLOSED, (OPERATOR, OFFICE), ("category", "reply"),
        plain=_("Answered on the spot.")),
    Transition("take_up", pgettext_lazy("step", "Take up"), _("took up its own finding"),
        (Stage.REGISTERED,), Stage.HANDLING, (OFFICER, HEAD), ("category",),
        plain=_("The unit that found the problem is handling it."), guards=(guards.own_finding,)),
    Transition("assign", pgettext_lazy("step", "Assign"), _("assigned it"), (Stage.ACCEPTED,),
        Stage.ASSIGNED, (OFFICE,), ("lead", "complexity"), plain=_("Passed to a unit.")),
    Transition("sign_for", pgettext_lazy("step", "Sign for"), _("signed for it"), (Stage.ASSIGNED,),
        Stage.HANDLING, (OFFICER, HEAD), part=LEAD, plain=_("The unit has taken it up.")),
    Transition("object", pgettext_lazy("step", "Object"), _("objected: not the right unit"),
        (Stage.ASSIGNED,), Stage.DISPUTED, (HEAD,), ("note",), LEAD,
        guards=(guards.not_objected, guards.within_objection)),
    Transition("uphold", pgettext_lazy("step", "Uphold the objection"), _("upheld the objection"),
        (Stage.DISPUTED,), Stage.ACCEPTED, (OFFICE,), ("note",)),
    Transition("overrule", pgettext_lazy("step", "Overrule the objection"),
        _("overruled the objection; this is final"), (Stage.DISPUTED,), Stage.ASSIGNED, (OFFICE,),
        ("note",)),
    Transition("contact", pgettext_lazy("step", "Contact the enterprise"), _("contacted the enterprise"),
        (Stage.HANDLING, Stage.WAITING), None, (OFFICER, HEAD), ("way", "whom", "note"), LEAD,
        plain=_("The unit got in touch with you.")),
    Transition("plan", pgettext_lazy("step", "Plan"), _("set out the measures"), (Stage.HANDLING,), None,
        (OFFICER, HEAD), ("note", "promised_on"), LEAD, plain=_("Measures and a date have been set.")),
    Transition("progress", pgettext_lazy("step", "Note progress"), _("noted progress"), (Stage.HANDLING,),
        None, (OFFICER, HEAD), ("note",), LEAD),
    Transition("give_opinion", pgettext_lazy("step", "Give the opinion"),
        _("gave the assisting unit's opinion"),
        (Stage.ASSIGNED, Stage.HANDLING, Stage.WAITING, Stage.SIGNING), None, (OFFICER, HEAD), ("note",),
        ASSIST),
    Transition("ask_extension", pgettext_lazy("step", "Ask for an extension"),
        _("asked for an extension"), (Stage.HANDLING,), None, (OFFICER, HEAD), ("until", "note"), LEAD,
        guards=(guards.extension_open,)),
    Transition("approve_extension", pgettext_lazy("step", "Approve the extension"),
        _("approved the extension"), (Stage.HANDLING, Stage.SIGNING), None, (OFFICE,),
        plain=_("More time was granted to the unit."), guards=(guards.extension_waits,)),
    Transition("refuse_extension", pgettext_lazy("step", "Refuse the extension"),
        _("refused the extension"), (Stage.HANDLING, Stage.SIGNING), None, (OFFICE,), ("note",),
        guards=(guards.extension_waits,)),
    Transition("wait", pgettext_lazy("step", "Wait for the enterprise"),
        _("is waiting for the enterprise"), (Stage.HANDLING,), Stage.WAITING, (OFFICER, HEAD), ("note",),
        LEAD, plain=_("Material from you is needed."),
        guards=(guards.no_extension_waits, guards.no_listing_waits, guards.may_wait_longer)),
    Transition("resume", pgettext_lazy("step", "Resume"), _("resumed the handling"), (Stage.WAITING,),
        Stage.HANDLING, (OFFICER, HEAD, CONTACT, SYSTEM), part=LEAD, plain=_("Handling goes on.")),
    Transition("submit_answer", pgettext_lazy("step", "Submit the answer"),
        _("submitted the answer for signature"), (Stage.HANDLING,), Stage.SIGNING, (OFFICER, HEAD),
        ("claim", "reply"), LEAD),
    Transition("send_back", pgettext_lazy("step", "Send back"), _("sent the answer back"),
        (Stage.SIGNING,), Stage.HANDLING, (HEAD,), ("note",), LEAD),
    Transition("answer", pgettext_lazy("step", "Sign and answer"),
        _("signed; the reply went to the enterprise"), (Stage.SIGNING,), Stage.ANSWERED, (HEAD,), (),
        LEAD, plain=_("The unit has answered.")),
    Transition("follow_up", pgettext_lazy("step", "Follow up"), _("followed up"), (Stage.ANSWERED,), None,
        (INSPECTOR, OPERATOR, CONTACT), ("way", "reached"), plain=_("You were asked whether it helped."),
        guards=(guards.not_rated,)),
    Transition("give_up_calling", pgettext_lazy("step", "Not reachable"),
        _("found the enterprise not reachable"), (Stage.ANSWERED,), None, (OPERATOR, INSPECTOR, OFFICE),
        ("note",), plain=_("We could not reach you on several days."), guards=(guards.called_in_vain,)),
    Transition("inspect", pgettext_lazy("step", "Inspect"), _("inspected it"),
        (Stage.ANSWERED, Stage.CLOSED), None, (INSPECTOR,), ("solved", "note"), guards=(guards.has_answer,)),
    Transition("close", pgettext_lazy("step", "Close"), _("closed it"), (Stage.ANSWERED,), Stage.CLOSED,
        (OFFICE,), plain=_("Closed."), guards=(guards.followed_up,)),
    Transition("redo", pgettext_lazy("step", "Have it redone"), _("sent it back to be redone"),
        (Stage.ANSWERED,), Stage.HANDLING, (OFFICE, INSPECTOR), ("note",),
        plain=_("The unit was told to work on it again.")),
    Transition("ask_listing", pgettext_lazy("step", "Ask for the long-term list"),
        _("asked to put it on the long-term list"), (Stage.HANDLING,), None, (HEAD,),
        ("plan", "review_on", "note"), LEAD, guards=(guards.no_extension_waits, guards.no_listing_waits)),
    Transition("refuse_listing", pgettext_lazy("step", "Refuse the long-term list"),
        _("refused to put it on the long-term list"), (Stage.HANDLING, Stage.SIGNING), None,
        (LEADER, OFFICE), ("note",), guards=(guards.listing_waits,)),
    Transition("list", pgettext_lazy("step", "Put on the long-term list"),
        _("put it on the long-term list"), (Stage.HANDLING,), Stage.LISTED, (LEADER, OFFICE),
        ("plan", "leader", "review_on"),
        plain=_("It takes longer: a plan, a leader and a review date were set."),
        guards=(guards.no_extension_waits,)),
    Transition("progress_listed", pgettext_lazy("step", "Report the month's progress"),
        _("reported progress on the long-term matter"), (Stage.LISTED,), None, (OFFICER, HEAD), ("note",),
        LEAD, plain=_("The unit reported progress on the long-term matter.")),
    Transition("keep_listed", pgettext_lazy("step", "Keep on the list"),
        _("reviewed it; it stays on the long-term list"), (Stage.LISTED,), None, (LEADER, OFFICE),
        ("note", "review_on"), plain=_("The long-term matter was reviewed; it stays on the list.")),
    Transition("review_listed", pgettext_lazy("step", "Review: handle again"),
        _("reviewed the long-term matter; handling goes on"), (Stage.LISTED,), Stage.HANDLING,
        (LEADER, OFFICE), ("note",), plain=_("The long-term matter was reviewed; handling goes on.")),
    Transition("ask_exclusion", pgettext_lazy("step", "Ask for exclusion"),
        _("asked to leave it out of the rates"), COUNTED, None, (HEAD,), ("ground", "note", "files"),
        guards=(guards.leads_it, guards.not_excluded, guards.no_exclusion_waits)),
    Transition("approve_exclusion", pgettext_lazy("step", "Approve the exclusion"),
        _("left it out of the rates"), COUNTED, None, (OFFICE,), guards=(guards.exclusion_waits,)),
    Transition("refuse_exclusion", pgettext_lazy("step", "Refuse the exclusion"),
        _("refused to leave it out of the rates"), COUNTED, None, (OFFICE,), ("note",),
        guards=(guards.exclusion_waits,)),
    Transition("revoke_exclusion", pgettext_lazy("step", "Revoke the exclusion"),
        _("revoked the exclusion: it counts in the rates again"), COUNTED, None, (OFFICE,), ("note",),
        guards=(guards.is_excluded,)),
    Transition("merge", pgettext_lazy("step", "Merge"), _("merged it into another appeal"),
        (Stage.REGISTERED, Stage.ACCEPTED, Stage.ASSIGNED, Stage.HANDLING), Stage.MERGED, (OFFICE,),
        ("main",), plain=_("It is handled together with another appeal; the answer will reach you too.")),
    Transition("split", pgettext_lazy("step", "Split"), _("split it"), (Stage.ACCEPTED,), None, (OFFICE,),
        ("parts",), plain=_("It holds several matters and was split.")),
    Transition("withdraw", pgettext_lazy("step", "Withdraw"), _("withdrew it"), OPEN, Stage.WITHDRAWN,
        (CONTACT,), ("note",), plain=_("You withdrew it.")),
    Transition("reopen", pgettext_lazy("step", "Reopen"), _("reopened it"), (Stage.CLOSED,),
        Stage.HANDLING, (CONTACT, INSPECTOR, OFFICE), ("note",), plain=_("Reopened."),
        guards=(guards.has_lead, guards.within_reopening)),
    Transition("supplement", pgettext_lazy("step", "Add"), _("added material"), OPEN, None, (CONTACT,),
        ("note",), plain=_("You added material.")),
    Transition("comment", pgettext_lazy("step", "Comment"), _("commented"), tuple(Stage), None,
        READERS_OF_COMMENTS, ("note",)),
    Transition("attach", pgettext_lazy("step", "Attach"), _("attached a file"), OPEN, None,
        (OPERATOR, OFFICER, HEAD, OFFICE, LEADER, INSPECTOR)),
    Transition("mark", pgettext_lazy("step", "Mark"), _("changed the marks"), tuple(Stage), None,
        (OPERATOR, OFFICE, LEADER), ("marks",)),
)  # fmt: skip

TRANSITIONS: dict[str, Transition] = {step.verb: step for step in _TABLE}

# Steps that the ledger takes itself; each is an event, none is a button.
SENTENCES: dict[str, Text] = {
    "register": _("registered it"),
    "split_off": _("split it off from another appeal"),
    "import_closed": _("brought it in as closed history"),
    "hand_over": _("handed it over: the unit was merged into another one"),
    "restated": _("stated anew what the figures count of it"),
    "clocks_recomputed": _("re-computed the open clocks after a corrected calendar"),
    **{step.verb: step.sentence for step in _TABLE},
}
PLAIN_SENTENCES: dict[str, Text] = {
    "register": _("You filed it."),
    "split_off": _("It was split off from your appeal."),
    "import_closed": _("Brought in from an earlier record."),
    **{step.verb: step.plain for step in _TABLE if step.plain},
}


def open_to(appeal: "Appeal", by: "Actor") -> list[Transition]:
    """The steps that `by` can take now: the buttons on the page, the operations of the API."""
    now = timezone.now()
    return [step for step in TRANSITIONS.values() if step.refusal(appeal, by, now) is None]
