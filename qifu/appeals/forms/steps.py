"""Which form a step has; those not named here share the confirmation."""

from qifu.appeals.forms.anytime import AttachForm, CommentForm, MarkForm
from qifu.appeals.forms.asking import (
    ApproveExclusionForm,
    AskExclusionForm,
    AskListingForm,
    RefuseListingForm,
    RuleExclusionForm,
)
from qifu.appeals.forms.assigning import (
    AssignForm,
    MergeForm,
    ObjectForm,
    RulingForm,
    SplitForm,
    UpholdForm,
)
from qifu.appeals.forms.base import ConfirmForm, StepForm
from qifu.appeals.forms.closing import (
    FollowUpForm,
    InspectForm,
    KeepListedForm,
    ListForm,
    ProgressListedForm,
    ReasonForm,
    ReviewListedForm,
)
from qifu.appeals.forms.handling import (
    AskExtensionForm,
    ContactForm,
    OpinionForm,
    PlanForm,
    ProgressForm,
    RuleExtensionForm,
    SignForm,
    SubmitAnswerForm,
    WaitForm,
)
from qifu.appeals.forms.intake import CategoryForm, DeclineForm, TellForm

FORMS: dict[str, type[StepForm]] = {
    "accept": CategoryForm,
    "decline": DeclineForm,
    "tell": TellForm,
    "take_up": CategoryForm,
    "assign": AssignForm,
    "object": ObjectForm,
    "uphold": UpholdForm,
    "overrule": RulingForm,
    "contact": ContactForm,
    "plan": PlanForm,
    "progress": ProgressForm,
    "give_opinion": OpinionForm,
    "ask_extension": AskExtensionForm,
    "approve_extension": RuleExtensionForm,
    "refuse_extension": RuleExtensionForm,
    "wait": WaitForm,
    "submit_answer": SubmitAnswerForm,
    "send_back": SignForm,
    "answer": SignForm,
    "follow_up": FollowUpForm,
    "give_up_calling": ReasonForm,
    "inspect": InspectForm,
    "redo": ReasonForm,
    "list": ListForm,
    "ask_listing": AskListingForm,
    "refuse_listing": RefuseListingForm,
    "progress_listed": ProgressListedForm,
    "keep_listed": KeepListedForm,
    "review_listed": ReviewListedForm,
    "ask_exclusion": AskExclusionForm,
    "approve_exclusion": ApproveExclusionForm,
    "refuse_exclusion": RuleExclusionForm,
    "revoke_exclusion": RuleExclusionForm,
    "merge": MergeForm,
    "split": SplitForm,
    "reopen": ReasonForm,
    "comment": CommentForm,
    "attach": AttachForm,
    "mark": MarkForm,
}


def form_of(verb: str) -> type[StepForm]:
    return FORMS.get(verb, ConfirmForm)
