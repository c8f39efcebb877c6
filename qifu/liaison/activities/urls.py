from django.urls import path

from qifu.liaison.activities.views import activities, keeping

urlpatterns = [
    path("activities/", activities.activities, name="activities"),
    path("activities/new/", keeping.plan_activity, name="activity-new"),
    path("activities/<int:pk>/", activities.activity, name="activity"),
    path("activities/<int:pk>/change/", keeping.plan_activity, name="activity-change"),
    path("activities/<int:pk>/sign-ups/", activities.sign_ups, name="activity-sign-ups"),
    path("activities/<int:pk>/sign-ups/new/", activities.sign_up_for, name="activity-sign-up"),
    path("activities/<int:pk>/sign-ups/attendance/", keeping.attendance, name="activity-attendance"),
    path("activities/<int:pk>/pictures/<int:picture>/", activities.picture, name="activity-picture"),
    path("activities/<int:pk>/step/<slug:verb>/", keeping.activity_step, name="activity-step"),
]
