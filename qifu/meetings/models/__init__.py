from qifu.meetings.models.calendar_link import CalendarLink
from qifu.meetings.models.event import MeetingEvent
from qifu.meetings.models.item import Item
from qifu.meetings.models.meeting import Attendance, Meeting
from qifu.meetings.models.resolution import Resolution

__all__ = ["Attendance", "CalendarLink", "Item", "Meeting", "MeetingEvent", "Resolution"]
