"""Everything that happens by the clock, in one place. Each entry only enqueues a task; tasks may run twice unharmed."""

from dataclasses import dataclass

from django_tasks.base import Task

from qifu.appeals import tasks as appeals
from qifu.assessment import tasks as assessment
from qifu.liaison import tasks as liaison
from qifu.liaison.activities import tasks as activities
from qifu.liaison.letters import tasks as letters
from qifu.liaison.questionnaires import tasks as questionnaires
from qifu.liaison.visits import tasks as visits
from qifu.liaison.warnings import tasks as warnings
from qifu.meetings import tasks as meetings
from qifu.notices import tasks as notices
from qifu.organisations import tasks as organisations
from qifu.supervision import schedule as supervision


@dataclass(frozen=True)
class Entry:
    """`cron` has five fields as in crontab, local time; `every` counts seconds. One of the two is given."""

    task: Task[[], None]
    cron: str = ""
    every: int = 0


SCHEDULE = (
    Entry(appeals.seal_events, every=10),
    Entry(appeals.resume_overdue_waits, cron="5 0 * * *"),
    Entry(appeals.keep_figures, every=60),
    Entry(appeals.check_figures, cron="50 2 * * *"),
    Entry(appeals.hand_over, cron="20 * * * *"),
    Entry(appeals.remind_of_listed, cron="40 8 * * *"),
    Entry(assessment.compute_months, cron="10 6 * * *"),
    Entry(liaison.keep_links, cron="25 * * * *"),
    Entry(activities.remind_of_activities, cron="0 9 * * *"),
    Entry(letters.remind_of_letters, cron="35 8 * * *"),
    Entry(liaison.remind_of_reports, cron="30 8 * * *"),
    Entry(questionnaires.remind_of_questionnaires, cron="15 9 * * *"),
    Entry(warnings.remind_of_warnings, cron="45 8 * * *"),
    Entry(meetings.remind_of_meetings, cron="40 8 * * *"),
    Entry(notices.send_due, every=30),
    Entry(notices.digest, cron="0 8 * * *"),
    Entry(supervision.sweep_districts, every=300),
    Entry(visits.remind_of_feedback, cron="35 8 * * *"),
    Entry(organisations.tidy_up, cron="30 2 * * *"),
)
