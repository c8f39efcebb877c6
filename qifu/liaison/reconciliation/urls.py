from django.urls import path

from qifu.liaison.reconciliation import views

urlpatterns = [
    path("reconciliation/", views.runs, name="reconciliations"),
    path("reconciliation/new/", views.new_run, name="reconciliation-new"),
    path("reconciliation/<int:pk>/", views.run_page, name="reconciliation"),
    path("reconciliation/<int:pk>/columns/", views.columns, name="reconciliation-columns"),
    path("reconciliation/<int:pk>/assign/", views.assign, name="reconciliation-assign"),
    path("reconciliation/<int:pk>/export/", views.export, name="reconciliation-export"),
    path("reconciliation/differences/<int:pk>/", views.difference, name="difference"),
    path("reconciliation/differences/<int:pk>/<slug:verb>/", views.step, name="difference-step"),
]
