"""What of supervision goes over when a unit is merged into another one."""

from django.utils.translation import gettext_lazy as _

from qifu.organisations.unit_merging import Going, goes_over
from qifu.supervision.models import Order

goes_over(Going(_("Open supervision orders"), lambda unit: Order.objects.filter(unit=unit).not_closed()))
