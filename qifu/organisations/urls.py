from django.urls import path

from qifu.organisations.views import accounts, jobs, own_account, settings, sign_in, sign_in_steps

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in_steps.code, name="sign-in-code"),
    path("sign-in/new-password/", sign_in_steps.new_password, name="sign-in-new-password"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("office/", own_account.home, name="home"),
    path("switch-post/", own_account.switch_post, name="switch-post"),
    path("change-password/", own_account.change_password, name="change-password"),
    path("preferences/", own_account.preferences, name="preferences"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/progress/", jobs.job_progress, name="job-progress"),
    path("jobs/<int:pk>/output/", jobs.job_output, name="job-output"),
    path("settings/", settings.settings_home, name="settings"),
    path("settings/user-lookup/", accounts.lookup, name="user-lookup"),
    path("settings/users/add/", accounts.add, name="user-add"),
    path("settings/users/<int:pk>/password/", accounts.reset_password, name="user-reset-password"),
    path("settings/users/<int:pk>/unlock/", accounts.unlock, name="user-unlock"),
    path(
        "settings/users/<int:pk>/second-factor/",
        accounts.reset_second_factor,
        name="user-reset-second-factor",
    ),
    path("settings/<slug:name>/", settings.rows, name="settings-list"),
    path("settings/<slug:name>/add/", settings.add, name="settings-add"),
    path("settings/<slug:name>/<int:pk>/", settings.edit, name="settings-edit"),
]
