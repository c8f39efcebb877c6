from django.urls import path

from qifu.meetings.views import agenda, appeal, feed, meetings, planning, recording, reports, resolutions

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", planning.plan_meeting, name="meeting-new"),
    path("meetings/calendar/", feed.calendar_link, name="calendar-link"),
    path("meetings/calendar/<str:token>.ics", feed.calendar_feed, name="calendar-feed"),
    path("meetings/resolutions/", resolutions.resolutions, name="resolutions"),
    path("meetings/resolutions/<int:pk>/", resolutions.resolution, name="resolution"),
    path("meetings/resolutions/<int:pk>/revise/", recording.revise, name="resolution-revise"),
    path("meetings/resolutions/<int:pk>/take-back/", recording.take_back, name="resolution-take-back"),
    path("meetings/resolutions/<int:pk>/<slug:verb>/", resolutions.resolution_step, name="resolution-step"),
    path("meetings/of-appeal/<number:number>/", appeal.of_appeal, name="appeal-meetings"),
    path("meetings/of-appeal/<number:number>/agenda/", appeal.onto_agenda, name="onto-agenda"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/change/", planning.change_meeting, name="meeting-change"),
    path("meetings/<int:pk>/agenda/", agenda.compose, name="meeting-agenda"),
    path("meetings/<int:pk>/agenda/appeal/", agenda.add, {"what": "appeal"}, name="agenda-add-appeal"),
    path("meetings/<int:pk>/agenda/topic/", agenda.add, {"what": "topic"}, name="agenda-add-topic"),
    path("meetings/<int:pk>/agenda/<int:item>/<slug:verb>/", agenda.change_item, name="agenda-item"),
    path("meetings/<int:pk>/briefs/", meetings.briefs, name="meeting-briefs"),
    path("meetings/<int:pk>/briefs/<int:item>/", meetings.briefs, name="meeting-brief"),
    path("meetings/<int:pk>/record/", recording.record, name="meeting-record"),
    path("meetings/<int:pk>/record/attendance/", recording.attendance, name="meeting-attendance"),
    path("meetings/<int:pk>/record/<int:item>/minutes/", recording.minute, name="item-minutes"),
    path("meetings/<int:pk>/record/<int:item>/resolve/", recording.resolve, name="item-resolve"),
    path("meetings/<int:pk>/minutes/", meetings.minutes, name="meeting-minutes"),
    path("meetings/<int:pk>/reports/", reports.reports, name="meeting-reports"),
    path("meetings/<int:pk>/reports/<int:unit>/", reports.report, name="meeting-report"),
    path("meetings/<int:pk>/<slug:verb>/", planning.meeting_step, name="meeting-step"),
]
