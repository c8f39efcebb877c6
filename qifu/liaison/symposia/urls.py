from django.urls import path

from qifu.liaison.symposia.views import symposia

urlpatterns = [
    path("symposia/", symposia.symposia, name="symposia"),
    path("symposia/new/", symposia.plan_symposium, name="symposium-new"),
    path("symposia/<int:pk>/", symposia.symposium, name="symposium"),
    path("symposia/<int:pk>/print/", symposia.printed, name="symposium-print"),
    path("symposia/<int:pk>/edit/", symposia.change_symposium, name="symposium-change"),
    path("symposia/<int:pk>/record/", symposia.record_symposium, name="symposium-record"),
    path("symposia/<int:pk>/issues/", symposia.raise_issue, name="symposium-issue"),
    path("symposia/<int:pk>/write-up/", symposia.write_up, name="symposium-write-up"),
    path("symposia/<int:pk>/cancel/", symposia.cancel_symposium, name="symposium-cancel"),
    path("symposia/<int:pk>/files/<int:file>/", symposia.symposium_file, name="symposium-file"),
]
