"""活动方案: one year's campaign of one district, who leads it, and the units that carry it."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qifu.appeals.models import Aspect
from qifu.liaison.words import TONES, ProgrammeStage
from qifu.organisations.actors import Actor
from qifu.organisations.models import District, Leader, Unit, User
from qifu.organisations.roles import OFFICIALS, Role

DOCUMENT_NUMBER = RegexValidator(
    r"^[A-Za-z\u4e00-\u9fff]*〔(19|20)\d\d〕[1-9]\d*号$",
    _("Write the document number as 〔2026〕11号: hexagonal brackets round the year, no leading zero."),
)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, actor: Actor) -> "ProgrammeQuerySet":
        """Officials read their district's; a city's people those of the districts below it; a draft is the office's."""
        if actor.role not in OFFICIALS or actor.district is None:
            return self.none()
        if actor.role == Role.OFFICE:
            return self.filter(district=actor.district)
        own = Q(district__parent=actor.district) if actor.role == Role.CITY else Q(district=actor.district)
        return self.filter(own).exclude(stage=ProgrammeStage.DRAFT)

    def running_in(self, district: District | None) -> "Programme | None":
        return self.filter(district=district, stage=ProgrammeStage.RUNNING).first()


class Programme(models.Model):
    district = models.ForeignKey(District, models.PROTECT, related_name="programmes")
    year = models.PositiveSmallIntegerField(
        pgettext_lazy("programme", "Year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    title = models.CharField(_("Title"), max_length=60)
    document_number = models.CharField(_("Document number"), max_length=40, validators=[DOCUMENT_NUMBER])
    aims = models.TextField(_("Aims"), max_length=2000)
    begins_on = models.DateField(_("Begins"))
    ends_on = models.DateField(_("Ends"))
    stage = models.CharField(
        pgettext_lazy("programme", "Stage"),
        max_length=8,
        choices=ProgrammeStage,
        default=ProgrammeStage.DRAFT,
        editable=False,
    )
    aspects = models.ManyToManyField(Aspect, verbose_name=_("Aspects"), related_name="+")
    head = models.ForeignKey(
        Leader, models.PROTECT, verbose_name=_("Head of the leading group"), related_name="+"
    )
    deputies = models.ManyToManyField(
        Leader, verbose_name=_("Deputy heads of the leading group"), blank=True, related_name="+"
    )
    members = models.ManyToManyField(
        Leader, verbose_name=_("Leaders who are members"), blank=True, related_name="+"
    )
    office = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("Programme office"), related_name="+")
    report_day = models.PositiveSmallIntegerField(
        _("Monthly report due on day"), default=5, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["district"], condition=Q(stage="running"), name="one_programme_runs_a_district"
            ),
            models.UniqueConstraint(
                fields=["district", "year", "title"],
                name="programme_title_once_a_year",
                violation_error_message=_("There is a programme of this year with this title already."),
            ),
            models.CheckConstraint(
                condition=Q(begins_on__lte=F("ends_on")),
                name="programme_begins_before_it_ends",
                violation_error_message=_("The programme ends before it begins: correct the two days."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return TONES[ProgrammeStage(self.stage)]


class MemberUnit(models.Model):
    """成员单位 with its 责任领导 and 联络员: persons with an account, or names on paper."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="member_units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Unit"))
    responsible_name = models.CharField(_("Responsible leader"), max_length=40, blank=True)
    responsible = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    contact_name = models.CharField(_("Contact officer"), max_length=40, blank=True)
    contact = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    contact_phone = models.CharField(_("Telephone"), max_length=30, blank=True)

    class Meta:
        ordering = ("unit__order", "unit_id")
        constraints = [models.UniqueConstraint(fields=["programme", "unit"], name="member_unit_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.responsible_name} {self.contact_name}"


class InstitutionInUse(models.Model):
    """One of `liaison.institutions`, which this programme works with."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="institutions")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="institution_once")]

    def __str__(self) -> str:
        return str(self.number)
