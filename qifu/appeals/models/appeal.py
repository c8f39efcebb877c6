"""诉求: the case. Its `stage` is written by `advance` alone; see workflow.py."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models.category import Aspect, Category
from qifu.appeals.querysets import AppealQuerySet
from qifu.appeals.words import Channel, Claim, Complexity, Mark, Part, Population, Satisfaction, Stage
from qifu.enterprises.models import Enterprise
from qifu.enterprises.models.enterprise import SIZES
from qifu.organisations.models import District, Leader, Unit

if TYPE_CHECKING:
    from qifu.appeals.models.assignment import Assignment

COUNTED_FACTS = (
    "working_days",
    "stage",
    "on_time",
    "answer_due_at",
    "signed_on_time",
    "sign_due_at",
    "contacted_on_time",
    "contact_due_at",
    "claim",
    "follow_up_solved",
    "reply_satisfaction",
    "solution_satisfaction",
    "inspected_solved",
    "redos",
    "extended",
    "objected",
    "overruled",
    "street",
    "category",
    "channel",
    "size",
    "registered_on",
)
# What an event says of the figures, when it changes it: with these the figures of any past instant are told from the events.
COUNTED = ("population", "lead_unit", "excluded", *COUNTED_FACTS)

# Answered, and the company's word on it is still to be asked for. The clock of following up runs as long, so that the walk along
# `appeal_by_stage` begins at the first that is due and passes over those that wait for closing.
TO_CALL = Q(stage=Stage.ANSWERED, due_at__isnull=False, follow_up_solved__isnull=True, unreachable=False)
SELDOM = ("redos", "extended", "objected", "overruled")


class Appeal(models.Model):
    """One problem of one enterprise (or of a caller whose enterprise is not known yet).

    `due_at` is the earliest open deadline, `answer_due_at` the one promised to the company. What the figures count stands
    in the columns that COUNTED names, each set by the step that decides it: `on_time` and `working_days` (from assignment
    to answer) with the answer, the `…_due_at` with the lead unit's clocks, the verdicts with the follow-up and the inspection.
    `events` and `head` are the length and last digest of its chain of events; `advance` compares and sets them.
    """

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="appeals")
    number = models.CharField(_("Number"), max_length=12)
    population = models.CharField(
        _("Population"), max_length=10, choices=Population, default=Population.ASSIGNED
    )
    channel = models.CharField(_("Channel"), max_length=14, choices=Channel)
    stage = models.CharField(_("Stage"), max_length=10, choices=Stage, default=Stage.REGISTERED)

    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        db_index=False,
        null=True,
        blank=True,
        related_name="appeals",
        verbose_name=_("Enterprise"),
    )
    enterprise_name = models.CharField(_("Enterprise as given"), max_length=100, blank=True)
    caller_name = models.CharField(pgettext_lazy("column", "Contact"), max_length=40, blank=True)
    caller_phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    caller_phone_key = models.CharField(max_length=30, blank=True, editable=False)
    title = models.CharField(pgettext_lazy("column", "Title"), max_length=100)
    text = models.TextField(_("What happened"), max_length=5000)
    wish = models.TextField(_("What you wish for"), max_length=1000, blank=True)

    category = models.ForeignKey(
        Category,
        models.PROTECT,
        db_index=False,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Category"),
    )
    aspect = models.ForeignKey(
        Aspect,
        models.PROTECT,
        db_index=False,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Aspect"),
    )
    complexity = models.CharField(
        _("Complexity"), max_length=9, choices=Complexity, default=Complexity.SIMPLE
    )
    hot = models.BooleanField(Mark.HOT.label, default=False)
    hard = models.BooleanField(Mark.HARD.label, default=False)
    focus = models.BooleanField(Mark.FOCUS.label, default=False)
    highlight = models.BooleanField(Mark.HIGHLIGHT.label, default=False)

    street = models.ForeignKey(
        Unit,
        models.PROTECT,
        db_index=False,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("column", "Street"),
    )
    origin_unit = models.ForeignKey(
        Unit, models.PROTECT, db_index=False, null=True, related_name="+"
    )  # who registered it
    lead_unit = models.ForeignKey(
        Unit, models.PROTECT, db_index=False, null=True, related_name="+", verbose_name=_("Lead unit")
    )
    main = models.ForeignKey("self", models.PROTECT, db_index=False, null=True, related_name="merged")
    parent = models.ForeignKey("self", models.PROTECT, db_index=False, null=True, related_name="parts")

    registered_at = models.DateTimeField(pgettext_lazy("column", "Registered"))
    registered_on = models.DateField(editable=False)  # local date of registered_at, for the figures
    month = models.DateField(
        editable=False
    )  # the first day of its month: the figures' index is in this order
    # As it was when the appeal was registered; null: the enterprise is not known, or its size is not.
    size = models.CharField(_("Size class"), max_length=6, choices=SIZES, null=True, editable=False)
    assigned_at = models.DateTimeField(pgettext_lazy("column", "Assigned"), null=True)
    answered_at = models.DateTimeField(pgettext_lazy("column", "Answered"), null=True)
    closed_at = models.DateTimeField(pgettext_lazy("column", "Closed"), null=True)
    due_at = models.DateTimeField(pgettext_lazy("column", "Due"), null=True)
    answer_due_at = models.DateTimeField(_("Answer due"), null=True)
    sign_due_at = models.DateTimeField(null=True)
    contact_due_at = models.DateTimeField(null=True)
    signed_on_time = models.BooleanField(null=True)  # by the unit that leads it now
    contacted_on_time = models.BooleanField(null=True)
    objected = models.BooleanField(default=False)  # the unit that leads it now has
    overruled = models.BooleanField(default=False)
    extended = models.BooleanField(default=False)
    claim = models.CharField(_("Unit's claim"), max_length=12, choices=Claim, null=True)
    on_time = models.BooleanField(pgettext_lazy("column", "On time"), null=True)
    working_days = models.PositiveSmallIntegerField(_("Working days"), null=True)
    redos = models.PositiveSmallIntegerField(default=0)
    reviews_asked = models.PositiveSmallIntegerField(default=0)
    objections = models.PositiveSmallIntegerField(default=0)
    extension_asked = models.BooleanField(default=False)  # a request is waiting for the office
    # The last effective follow-up of the present answer, and the inspector's verdict on it.
    follow_up_solved = models.BooleanField(null=True)
    reply_satisfaction = models.PositiveSmallIntegerField(choices=Satisfaction, null=True)
    solution_satisfaction = models.PositiveSmallIntegerField(choices=Satisfaction, null=True)
    inspected_solved = models.BooleanField(null=True)
    # Calls about the present answer at which nobody was reached, on how many days, and when to try again; a new answer clears
    # them. `unhappy` counts the last effective follow-ups, of whichever answer, that were unhappy one after another.
    attempts = models.PositiveSmallIntegerField(default=0)
    attempt_days = models.PositiveSmallIntegerField(default=0)
    last_attempt_at = models.DateTimeField(null=True)
    try_again_at = models.DateTimeField(null=True)
    unreachable = models.BooleanField(default=False)
    followed_up_at = models.DateTimeField(null=True)
    unhappy = models.PositiveSmallIntegerField(default=0)
    exclusion_asked = models.BooleanField(default=False)
    excluded = models.BooleanField(_("Excluded from the rates"), default=False)
    listing_asked = models.BooleanField(default=False)
    listed_on = models.DateField(_("On the list since"), null=True)
    listed_plan = models.TextField(blank=True)
    listed_leader = models.ForeignKey(Leader, models.PROTECT, db_index=False, null=True, related_name="+")
    review_on = models.DateField(_("Review date"), null=True)

    source = models.CharField(max_length=40, blank=True)  # where an imported row came from
    source_id = models.CharField(max_length=64, null=True)
    events = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ("-registered_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["district", "number"], name="appeal_number_once_a_district"),
            # The digest first: while a file is being brought in, no database knows yet how common its source is.
            models.UniqueConstraint(
                fields=["source_id", "source", "district"],
                condition=Q(source_id__isnull=False),
                name="imported_once",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "stage", "due_at", "id"], name="appeal_by_stage"),
            models.Index(fields=["district", "stage", "-registered_at", "-id"], name="appeal_by_stage_time"),
            models.Index(fields=["district", "-registered_at", "-id"], name="appeal_by_time"),
            models.Index(fields=["district", "lead_unit", "-registered_at", "-id"], name="appeal_by_unit"),
            models.Index(fields=["district", "street", "-registered_at", "-id"], name="appeal_by_street"),
            models.Index(fields=["district", "category", "-registered_at", "-id"], name="appeal_by_category"),
            models.Index(fields=["district", "channel", "-registered_at", "-id"], name="appeal_by_channel"),
            models.Index(fields=["enterprise", "-registered_at", "-id"], name="appeal_by_enterprise"),
            models.Index(fields=["origin_unit", "-registered_at", "-id"], name="appeal_by_origin"),
            models.Index(fields=["district", "caller_phone_key"], name="appeal_by_phone"),
            models.Index(fields=["main"], name="appeal_merged", condition=Q(main__isnull=False)),
            models.Index(fields=["parent"], name="appeal_parts", condition=Q(parent__isnull=False)),
            models.Index(
                fields=["district", "due_at", "id"],
                name="appeal_extensions",
                condition=Q(extension_asked=True),
            ),
            models.Index(
                fields=["district", "registered_at", "id"],
                name="appeal_exclusions",
                condition=Q(exclusion_asked=True),
            ),
            models.Index(
                fields=["district", "registered_at", "id"],
                name="appeal_listings",
                condition=Q(listing_asked=True),
            ),
            models.Index(
                fields=["district", "-registered_at", "-id"],
                name="appeal_excluded",
                condition=Q(excluded=True),
            ),
            models.Index(  # what a sample is drawn from
                fields=["district", "closed_at", "id"],
                name="appeal_closed",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                fields=["district", "review_on", "id"],
                name="appeal_listed",
                condition=Q(stage=Stage.LISTED),
            ),
            models.Index(
                fields=["district", "-registered_at", "-id"],
                name="appeal_running",
                condition=Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["district", "-followed_up_at", "-id"],
                name="appeal_followed_up",
                condition=Q(followed_up_at__isnull=False),
            ),
            models.Index(
                fields=["district", "-unhappy", "-followed_up_at", "-id"],
                name="appeal_unhappy",
                condition=Q(unhappy__gt=0, closed_at__isnull=True),
            ),
            # Holds everything that figures/measures.py counts and counts by, so that a year is added up without one appeal read,
            # and a year by unit without sorting: in the order of tally_by.
            models.Index(
                fields=["district", "population", "month", "lead_unit", "excluded", *COUNTED_FACTS],
                name="appeal_figures",
            ),
            # The few whose answer clock runs or ran out: figures/months.py adds them to what is kept.
            models.Index(
                fields=[
                    "district",
                    "population",
                    "month",
                    "stage",
                    "sign_due_at",
                    "signed_on_time",
                    "contact_due_at",
                    "contacted_on_time",
                    "lead_unit",
                    "street",
                    "category",
                    "channel",
                    "size",
                    "excluded",
                    "on_time",
                    "answer_due_at",
                ],
                name="appeal_unanswered",
                condition=Q(on_time__isnull=True, answer_due_at__isnull=False),
            ),
            # What seldom happens, so that the list of such a figure does not read all the others of its year.
            models.Index(
                fields=["district", "population", "month", "lead_unit", *SELDOM],
                name="appeal_seldom",
                condition=Q(redos__gt=0) | Q(extended=True) | Q(objected=True) | Q(overruled=True),
            ),
            models.Index(
                fields=["district", "-registered_at", "-id"],
                name="appeal_marked",
                condition=Q(hot=True) | Q(hard=True) | Q(focus=True) | Q(highlight=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def counted(self) -> dict[str, object]:
        """What the figures count of it now; foreign keys as primary keys."""
        return {name: getattr(self, ATTRIBUTES[name]) for name in COUNTED}

    @property
    def company(self) -> str:
        """The company's name: the register's where it is known, else as given."""
        return self.enterprise.name if self.enterprise else self.enterprise_name

    @property
    def paused(self) -> bool:
        return self.stage == Stage.WAITING

    @property
    def marks(self) -> list[Mark]:
        return [mark for mark in Mark if getattr(self, mark.value)]

    @property
    def open_assignments(self) -> list["Assignment"]:
        """From the prefetched rows where a fetch plan brought them, else by one query."""
        return [assignment for assignment in self.assignments.all() if assignment.ended_at is None]

    def forget_assignments(self) -> None:
        """After rows were written past the prefetched ones."""
        self._prefetched_objects_cache: dict[str, object] = {}

    @property
    def lead(self) -> "Assignment | None":
        return next((a for a in self.open_assignments if a.part == Part.LEAD), None)


ATTRIBUTES = {name: Appeal._meta.get_field(name).attname for name in COUNTED}  # type: ignore[union-attr]
