from qifu.organisations.models.calendar import CalendarDay, CalendarYear
from qifu.organisations.models.district import District, Front, Leader, Unit, UnitKind
from qifu.organisations.models.job import Job, JobState
from qifu.organisations.models.log import LogEntry, LogKind
from qifu.organisations.models.series import NumberSeries
from qifu.organisations.models.user import Post, User

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "District",
    "Front",
    "Job",
    "JobState",
    "Leader",
    "LogEntry",
    "LogKind",
    "NumberSeries",
    "Post",
    "Unit",
    "UnitKind",
    "User",
]
