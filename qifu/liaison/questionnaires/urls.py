from django.urls import path

from qifu.liaison.questionnaires.views import building, problems, questionnaires, replies, results, sending

urlpatterns = [
    path("questionnaires/", questionnaires.questionnaires, name="questionnaires"),
    path("questionnaires/new/", questionnaires.new, name="questionnaire-new"),
    path("questionnaires/problems/", problems.problems, name="questionnaire-problems"),
    path("questionnaires/problems/decide/", problems.decide, name="questionnaire-problems-decide"),
    path("questionnaires/<int:pk>/", questionnaires.questionnaire, name="questionnaire"),
    path("questionnaires/<int:pk>/change/", questionnaires.change, name="questionnaire-change"),
    path("questionnaires/<int:pk>/questions/", building.questions, name="questionnaire-questions"),
    path("questionnaires/<int:pk>/questions/new/", building.new_question, name="question-new"),
    path("questionnaires/<int:pk>/questions/<int:question>/", building.change_question, name="question"),
    path(
        "questionnaires/<int:pk>/questions/<int:question>/<slug:verb>/", building.move, name="question-move"
    ),
    path("questionnaires/<int:pk>/preview/", building.preview, name="questionnaire-preview"),
    path("questionnaires/<int:pk>/send/", sending.send, name="questionnaire-send"),
    path("questionnaires/<int:pk>/remind/", sending.remind, name="questionnaire-remind"),
    path("questionnaires/<int:pk>/sheet/", sending.sheet, name="questionnaire-sheet"),
    path("questionnaires/<int:pk>/recipients/", sending.recipients, name="questionnaire-recipients"),
    path(
        "questionnaires/<int:pk>/recipients/<int:recipient>/",
        replies.recipient,
        name="questionnaire-recipient",
    ),
    path(
        "questionnaires/<int:pk>/recipients/<int:recipient>/answer/",
        replies.answer,
        name="questionnaire-answer",
    ),
    path(
        "questionnaires/<int:pk>/recipients/<int:recipient>/renew/", sending.renew, name="questionnaire-renew"
    ),
    path(
        "questionnaires/<int:pk>/recipients/<int:recipient>/files/<int:answer>/",
        replies.reply_file,
        name="questionnaire-file",
    ),
    path("questionnaires/<int:pk>/results/", results.results, name="questionnaire-results"),
    path("questionnaires/<int:pk>/results/<slug:key>/", results.texts, name="questionnaire-texts"),
    path("questionnaires/<int:pk>/export/", results.export, name="questionnaire-export"),
    path("questionnaires/<int:pk>/<slug:verb>/", questionnaires.step, name="questionnaire-step"),
]
