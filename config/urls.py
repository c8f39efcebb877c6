from django.urls import include, path

from qifu.organisations.views.own_account import set_language

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("", include("qifu.organisations.urls")),
    path("", include("qifu.notices.urls")),
    path("", include("qifu.enterprises.urls")),
    path("", include("qifu.appeals.urls")),
    path("", include("qifu.liaison.urls")),
    path("", include("qifu.liaison.visits.urls")),
    path("", include("qifu.liaison.symposia.urls")),
    path("", include("qifu.liaison.questionnaires.urls")),
    path("", include("qifu.liaison.hotline.urls")),
    path("", include("qifu.liaison.letters.urls")),
    path("", include("qifu.liaison.activities.urls")),
    path("", include("qifu.liaison.pledges.urls")),
    path("", include("qifu.liaison.circulars.urls")),
    path("", include("qifu.liaison.warnings.urls")),
    path("", include("qifu.liaison.reconciliation.urls")),
    path("", include("qifu.meetings.urls")),
    path("", include("qifu.supervision.urls")),
    path("", include("qifu.assessment.urls")),
    path("", include("qifu.portal.urls")),
]
handler500 = "qifu.organisations.outages.show"
