from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class CallOutcome(TextChoices):
    """What a call came to. `new`: the telephone system tells of it, and nobody has written down what was said."""

    NEW = "new", pgettext_lazy("call", "Not written down yet")
    REGISTERED = "registered", pgettext_lazy("call", "Appeal registered")
    TOLD = "told", pgettext_lazy("call", "Answered on the spot")
    QUESTION = "question", pgettext_lazy("call", "Question only")
    WRONG = "wrong", pgettext_lazy("call", "Wrong number")
    DROPPED = "dropped", pgettext_lazy("call", "Broken off")
    MISSED = "missed", pgettext_lazy("call", "Nobody answered")


SPOKEN = (
    CallOutcome.REGISTERED,
    CallOutcome.TOLD,
    CallOutcome.QUESTION,
)  # somebody wanted something and was heard
BY_HAND = (*SPOKEN, CallOutcome.WRONG, CallOutcome.DROPPED)
UNHEARD = (CallOutcome.NEW, CallOutcome.MISSED)  # the desk may still write down what was said


class CallBackKind(TextChoices):
    MISSED = "missed", pgettext_lazy("call-back", "Nobody answered")
    DROPPED = "dropped", pgettext_lazy("call-back", "Broken off")
    PROMISED = "promised", pgettext_lazy("call-back", "Promised")


class CallBackState(TextChoices):
    OPEN = "open", pgettext_lazy("call-back", "To be called")
    REACHED = "reached", pgettext_lazy("call-back", "Reached")
    CALLED_AGAIN = "called_again", pgettext_lazy("call-back", "Called again themselves")
    GIVEN_UP = "given_up", pgettext_lazy("call-back", "Not reached")


TONES = {
    CallOutcome.NEW: "assigned",
    CallOutcome.REGISTERED: "handling",
    CallOutcome.TOLD: "closed",
    CallOutcome.QUESTION: "closed",
    CallOutcome.WRONG: "withdrawn",
    CallOutcome.DROPPED: "disputed",
    CallOutcome.MISSED: "disputed",
}  # as components/stage.html colours them
