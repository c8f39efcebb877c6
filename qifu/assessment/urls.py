from django.urls import path

from qifu.assessment.views import statistics, wall

urlpatterns = [
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/count/", statistics.count, name="statistics-count"),
    path("statistics/export/", statistics.export, name="statistics-export"),
    path("statistics/wall/", wall.wall, name="statistics-wall"),
]
