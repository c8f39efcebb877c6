from django.urls import path

from qifu.liaison.views import (
    duties,
    duty_steps,
    evidence,
    findings,
    leader_contacts,
    programme,
    reporting,
    timeline,
)

urlpatterns = [
    path("programme/", programme.programme, name="programme"),
    path("programme/all/", programme.programmes, name="programmes"),
    path("programme/new/", programme.edit_programme, name="programme-new"),
    path("programme/<int:pk>/", programme.programme, name="programme-of"),
    path("programme/<int:pk>/edit/", programme.edit_programme, name="programme-edit"),
    path("programme/<int:pk>/units/", programme.edit_member_units, name="programme-units"),
    path("programme/<int:pk>/<slug:verb>/", programme.programme_step, name="programme-step"),
    path("duties/", duties.duties, name="duties"),
    path("duties/new/", duties.edit_duty, name="duty-new"),
    path("duties/hand-down/", duties.hand_down_all, name="duties-hand-down"),
    path("duties/reporting/", reporting.reporting, name="reporting"),
    path("duties/reporting/remind/", reporting.remind, name="reporting-remind"),
    path("duties/reports/", reporting.reports, name="reports"),
    path("duties/reports/confirm/", reporting.confirm_reports, name="reports-confirm"),
    path("duties/<int:pk>/", duties.duty, name="duty"),
    path("duties/<int:pk>/edit/", duties.edit_duty, name="duty-edit"),
    path("duties/<int:pk>/report/", duty_steps.report_duty, name="duty-report"),
    path("duties/<int:pk>/reports/<int:report>/file/", duty_steps.report_file, name="duty-report-file"),
    path(
        "duties/<int:pk>/reports/<int:report>/<slug:verb>/", duty_steps.report_step, name="duty-report-step"
    ),
    path("duties/<int:pk>/<slug:verb>/", duty_steps.duty_step, name="duty-step"),
    path("leaders/contacts/", leader_contacts.leader_contacts, name="leader-contacts"),
    path("leaders/contacts/<slug:number>/", leader_contacts.contact_company, name="leader-contact"),
    path(
        "leaders/contacts/<slug:number>/of-company/",
        leader_contacts.contacts_of_company,
        name="company-leader-contacts",
    ),
    path("five-in-place/", evidence.five_in_place, name="five-in-place"),
    path("five-in-place/new/", evidence.edit_evidence, name="evidence-new"),
    path("five-in-place/<int:pk>/edit/", evidence.edit_evidence, name="evidence-edit"),
    path("five-in-place/<int:pk>/strike/", evidence.strike_evidence, name="evidence-strike"),
    path("five-in-place/<int:pk>/file/", evidence.evidence_file, name="evidence-file"),
    path("findings/", findings.findings, name="findings"),
    path("findings/<int:pk>/<slug:verb>/", findings.finding_step, name="finding-step"),
    path("findings/of-appeal/<str:number>/", findings.origin, name="appeal-origin"),
    path("contact-with/<slug:number>/", timeline.timeline_of, name="company-timeline"),
]
