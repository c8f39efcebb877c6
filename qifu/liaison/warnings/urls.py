from django.urls import path

from qifu.liaison.warnings import views

urlpatterns = [
    path("warnings/", views.warnings, name="warnings"),
    path("warnings/new/", views.new_warning, name="warning-new"),
    path("warnings/figures/", views.figures, name="warning-figures"),
    path("warnings/<int:pk>/", views.warning_page, name="warning"),
    path("warnings/<int:pk>/issue/", views.issue, name="warning-issue"),
    path("warnings/<int:pk>/files/<int:file>/", views.picture, name="warning-file"),
    path("warnings/<int:pk>/<slug:verb>/", views.step, name="warning-step"),
]
