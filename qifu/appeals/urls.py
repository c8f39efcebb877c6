from django.urls import path, register_converter

from qifu.appeals.imports.messages import APPEALS
from qifu.appeals.numbers import NumberConverter
from qifu.appeals.views import (
    appeal,
    attachment,
    bulk,
    catalogue,
    exclusions,
    export,
    follow_ups,
    inbox,
    lists,
    long_term,
    lookup,
    owed,
    people,
    register,
    saved_views,
    step,
    worklist,
)
from qifu.organisations.import_pages import pages

register_converter(NumberConverter, "number")

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/bulk/", bulk.inbox_bulk, name="inbox-bulk"),
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/owed/", owed.worklist_owed, name="worklist-owed"),
    path("worklist/bulk/", bulk.worklist_bulk, name="worklist-bulk"),
    path("follow-ups/", follow_ups.follow_ups, name="follow-ups"),
    path("follow-ups/<number:number>/", follow_ups.follow_up, name="follow-up"),
    path("appeals/", lists.appeals, name="appeals"),
    path("appeals/of-enterprise/<slug:number>/", lists.enterprise_appeals, name="enterprise-appeals"),
    *pages(APPEALS, "appeals/import/"),
    path("exports/", export.exports, name="exports"),
    path("exports/ask/", export.export, name="export-appeals"),
    path("exports/<int:pk>/decide/", export.decide, name="export-decide"),
    path("saved-views/", saved_views.save, name="save-view"),
    path("saved-views/<int:pk>/delete/", saved_views.delete, name="delete-view"),
    path("appeals/<number:number>/", appeal.appeal, name="appeal"),
    path("appeals/<number:number>/people/", people.show_people, name="appeal-people"),
    path("appeals/<number:number>/<slug:verb>/", step.step, name="appeal-step"),
    path("appeals/<number:number>/files/<int:pk>/", attachment.attachment, name="attachment"),
    path("long-term/", long_term.long_term, name="long-term"),
    path("exclusions/", exclusions.exclusions, name="exclusions"),
    path("catalogue/", catalogue.entries, name="catalogue"),
    path("catalogue/<slug:code>/", catalogue.category, name="catalogue-category"),
    path("appeals/lookup/", lookup.lookup, name="appeal-lookup"),
    path("appeals/register/", register.register_appeal, name="register-appeal"),
]
