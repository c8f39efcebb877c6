from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from qifu.notices import mail, preferring, sms
from qifu.notices.forms.preference import PreferenceForm
from qifu.notices.views.frames import frame_of
from qifu.organisations.http import Request, signed_in


@never_cache
@signed_in()
def preferences(request: Request) -> HttpResponse:
    user = request.actor.user
    assert user is not None  # noqa: S101 - signed in
    form = PreferenceForm(request.POST or None, instance=preferring.preference_of(user))
    if request.method == "POST" and form.is_valid():
        preferring.prefer(form.save(commit=False))
        messages.success(request, _("Saved: from now on you hear of notices in this way."))
        return redirect("notice-preferences")
    ways = {"mail_is_set_up": mail.is_set_up(), "sms_is_set_up": sms.is_set_up(), "user": user}
    return render(request, "notices/preferences.html", {"form": form} | ways | frame_of(request))
