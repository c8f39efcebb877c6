from django.urls import path

from qifu.liaison.hotline.views import call_backs, calls, desk, figures, knowledge, phone_system

urlpatterns = [
    path("hotline/", desk.desk, name="hotline-desk"),
    path("hotline/new", desk.desk, name="hotline-new"),
    path("hotline/history/", desk.history, name="hotline-history"),
    path("hotline/asked/", desk.asked, name="hotline-asked"),
    path("hotline/calls/", calls.calls, name="calls"),
    path("hotline/calls/<int:pk>/", calls.call, name="call"),
    path("hotline/calls/<int:pk>/people/", calls.show_people, name="call-people"),
    path("hotline/call-backs/", call_backs.call_backs, name="call-backs"),
    path("hotline/call-backs/<int:pk>/", call_backs.call_back, name="call-back"),
    path("hotline/figures/", figures.figures, name="hotline-figures"),
    path("hotline/knowledge/", knowledge.entries, name="knowledge"),
    path("hotline/knowledge/found/", desk.found, name="knowledge-found"),
    path("hotline/knowledge/new/", knowledge.edit_entry, name="knowledge-new"),
    path("hotline/knowledge/<int:pk>/", knowledge.entry, name="knowledge-entry"),
    path("hotline/knowledge/<int:pk>/edit/", knowledge.edit_entry, name="knowledge-edit"),
    path("hotline/telephone-system/", phone_system.phone_system, name="phone-system"),
]
