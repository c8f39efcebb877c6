from django.urls import path

from qifu.liaison.circulars import views

urlpatterns = [
    path("circulars/", views.circulars, name="circulars"),
    path("circulars/new/", views.new_circular, name="circular-new"),
    path("circulars/<int:pk>/", views.circular_page, name="circular"),
    path("circulars/<int:pk>/change/", views.change, name="circular-change"),
    path("circulars/<int:pk>/companies/", views.companies, name="circular-companies"),
    path("circulars/<int:pk>/issue/", views.issue, name="circular-issue"),
    path("circulars/<int:pk>/withdraw/", views.withdraw, name="circular-withdraw"),
    path("circulars/<int:pk>/correct/", views.correct, name="circular-correct"),
    path("circulars/<int:pk>/remind/", views.remind, name="circular-remind"),
    path("circulars/<int:pk>/readers/", views.receipts, name="circular-receipts"),
    path("circulars/<int:pk>/files/<int:file>/", views.attachment, name="circular-file"),
    path("circulars/<int:pk>/files/<int:file>/remove/", views.remove_file, name="circular-file-remove"),
]
