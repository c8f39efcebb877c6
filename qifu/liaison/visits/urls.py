from django.urls import path

from qifu.liaison.visits.views import feedback, files, planning, stop, visits

urlpatterns = [
    path("visits/", visits.visits, name="visits"),
    path("visits/mine/", visits.my_trips, name="my-trips"),
    path("visits/new/", planning.plan_visit, name="visit-new"),
    path("visits/places/", visits.places, name="visit-places"),
    path("visits/feedback/", feedback.feedback_owed, name="visit-feedback-owed"),
    path("visits/queue/", stop.queue, name="visit-queue"),
    path("visits/worker.js", files.worker, name="visit-worker"),
    path("visits/<int:pk>/", visits.visit, name="visit"),
    path("visits/<int:pk>/change/", planning.change_visit, name="visit-change"),
    path("visits/<int:pk>/cancel/", planning.cancel_visit, name="visit-cancel"),
    path("visits/<int:pk>/record/", visits.record, name="visit-record"),
    path("visits/stops/<int:pk>/", stop.stop, name="visit-stop"),
    path("visits/stops/<int:pk>/signature.png", files.signature, name="visit-signature"),
    path("visits/stops/<int:pk>/pictures/<int:picture>/", files.picture, name="visit-picture"),
    path("visits/stops/<int:pk>/feedback/", feedback.feedback, name="visit-feedback"),
    path("visits/stops/<int:pk>/<slug:verb>/", stop.write, name="visit-write"),
]
