"""Each door stands twice: `/file/` finds the district, `/p/<code>/file/` is the district's own."""

from django.urls import path

from qifu.portal.views import appeal, files, filing, following, home, judge, judge_link, mine

urlpatterns = [
    path("", home.start, name="portal"),
    path("file/", home.door, {"name": "portal-file"}, name="portal-file"),
    path("follow/", home.door, {"name": "portal-follow"}, name="portal-follow"),
    path("my-appeals/", mine.my_appeals, name="my-appeals"),
    path("robots.txt", home.robots, name="robots"),
    path("p/<str:code>/", home.district_home, name="portal"),
    path("p/<str:code>/file/", filing.file, name="portal-file"),
    path("p/<str:code>/follow/", following.follow, name="portal-follow"),
    path("p/<str:code>/judge/<str:token>/", judge.judge, name="portal-judge"),
    path("follow-ups/<number:number>/link/", judge_link.judge_link, name="judge-link"),
    path("p/<str:code>/appeal/<str:handle>/", appeal.appeal, name="portal-appeal"),
    path("p/<str:code>/appeal/<str:handle>/receipt/", appeal.receipt, name="portal-receipt"),
    path("p/<str:code>/appeal/<str:handle>/files/<int:pk>/", files.download, name="portal-attachment"),
    path("p/<str:code>/appeal/<str:handle>/<str:verb>/", appeal.step, name="portal-step"),
]
