from django.urls import path

from qifu.notices.views import deliveries, notices, preferences, wordings

urlpatterns = [
    path("notices/", notices.notice_list, name="notices"),
    path("notices/unread/", notices.unread, name="notices-unread"),
    path("notices/read/", notices.read_all, name="notices-read"),
    path("notices/preferences/", preferences.preferences, name="notice-preferences"),
    path("notices/<int:pk>/", notices.open_notice, name="notice"),
    path("notices/<int:pk>/read/", notices.read, name="notice-read"),
    path("notices/deliveries/", deliveries.delivery_list, name="deliveries"),
    path("notices/deliveries/resend/", deliveries.resend_all, name="deliveries-resend"),
    path("notices/deliveries/<int:pk>/resend/", deliveries.resend, name="delivery-resend"),
    path("notices/endpoints/<int:pk>/try-out/", deliveries.try_out, name="endpoint-try-out"),
    path("notices/wordings/", wordings.wording_list, name="wordings"),
    path("notices/wordings/<slug:name>/", wordings.edit, name="wording"),
]
