"""Each door stands twice: `/file/` finds the district, `/p/<code>/file/` is the district's own."""

from django.urls import path

from qifu.portal.views import (
    activities,
    appeal,
    files,
    filing,
    following,
    home,
    judge,
    judge_link,
    mine,
    pledges,
    questionnaire,
    symposia,
    visits,
)

urlpatterns = [
    path("", home.start, name="portal"),
    path("file/", home.door, {"name": "portal-file"}, name="portal-file"),
    path("follow/", home.door, {"name": "portal-follow"}, name="portal-follow"),
    path("my-appeals/", mine.my_appeals, name="my-appeals"),
    path("my-visits/", visits.my_visits, name="my-visits"),
    path("my-symposia/", symposia.my_symposia, name="my-symposia"),
    path("my-questionnaires/", questionnaire.my_questionnaires, name="my-questionnaires"),
    path("q/<str:token>/", questionnaire.answer, name="answer-questionnaire"),
    path("q/<str:token>/files/<int:pk>/", questionnaire.answer_file, name="answer-questionnaire-file"),
    path("gatherings/", home.door, {"name": "portal-activities"}, name="portal-activities"),
    path("promises/", home.door, {"name": "portal-pledges"}, name="portal-pledges"),
    path("robots.txt", home.robots, name="robots"),
    path("p/<str:code>/", home.district_home, name="portal"),
    path("p/<str:code>/file/", filing.file, name="portal-file"),
    path("p/<str:code>/follow/", following.follow, name="portal-follow"),
    path("p/<str:code>/judge/<str:token>/", judge.judge, name="portal-judge"),
    path("follow-ups/<number:number>/link/", judge_link.judge_link, name="judge-link"),
    path("p/<str:code>/promises/", pledges.pledges, name="portal-pledges"),
    path("p/<str:code>/promises/broken/", pledges.report_breach, name="portal-breach"),
    path("p/<str:code>/gatherings/", activities.activities, name="portal-activities"),
    path("p/<str:code>/gatherings/<int:pk>/", activities.activity, name="portal-activity"),
    path(
        "p/<str:code>/gatherings/<int:pk>/pictures/<int:picture>/",
        activities.picture,
        name="portal-activity-picture",
    ),
    path("p/<str:code>/gatherings/invited/<str:token>/", activities.invitation, name="portal-invitation"),
    path("p/<str:code>/appeal/<str:handle>/", appeal.appeal, name="portal-appeal"),
    path("p/<str:code>/appeal/<str:handle>/receipt/", appeal.receipt, name="portal-receipt"),
    path("p/<str:code>/appeal/<str:handle>/files/<int:pk>/", files.download, name="portal-attachment"),
    path("p/<str:code>/appeal/<str:handle>/<str:verb>/", appeal.step, name="portal-step"),
]
