"""What liaison gives to the pages of the apps below it."""

from qifu.appeals import owed
from qifu.liaison.evidence import COUNTERS
from qifu.liaison.news import KINDS
from qifu.liaison.owing import duties_owed_by
from qifu.notices import kinds
from qifu.organisations import evidence

owed.register("duties", duties_owed_by)
evidence.register(*COUNTERS)
kinds.register(*KINDS)
