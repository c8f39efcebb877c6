from django.urls import path

from qifu.liaison.pledges.views import breaches, pledges

urlpatterns = [
    path("pledges/", pledges.pledges, name="pledges"),
    path("pledges/edit/", pledges.edit_pledges, name="pledges-edit"),
    path("pledges/edit/<int:unit>/", pledges.edit_pledges, name="pledges-edit-unit"),
    path("pledges/record/", breaches.record, name="pledges-record"),
    path("pledges/breaches/", breaches.breaches, name="breaches"),
    path("pledges/breaches/new/", breaches.report_breach, name="breach-new"),
    path("pledges/breaches/<int:pk>/", breaches.breach, name="breach"),
    path("pledges/breaches/<int:pk>/decide/", breaches.decide_breach, name="breach-decide"),
]
