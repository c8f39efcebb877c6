from django.urls import path

from qifu.liaison.letters.views import delivering, letters, printing, writing

urlpatterns = [
    path("letters/", letters.letters, name="letters"),
    path("letters/new/", writing.write_letter, name="letter-new"),
    path("letters/mine/", delivering.my_letters, name="my-letters"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/edit/", writing.write_letter, name="letter-edit"),
    path("letters/<int:pk>/companies/", writing.letter_companies, name="letter-companies"),
    path("letters/<int:pk>/list/", letters.letter_list, name="letter-list"),
    path("letters/<int:pk>/give/", letters.letter_give, name="letter-give"),
    path("letters/<int:pk>/share/", letters.letter_share, name="letter-share"),
    path("letters/<int:pk>/mine/", delivering.letter_mine, name="letter-mine"),
    path("letters/<int:pk>/print/<slug:form>/", printing.print_letters, name="letter-print"),
    path("letters/<int:pk>/step/<slug:verb>/", writing.letter_step, name="letter-step"),
    path("letters/<int:pk>/at/<int:row>/", delivering.delivery, name="delivery"),
    path("letters/<int:pk>/at/<int:row>/<slug:verb>/", delivering.delivery_step, name="delivery-step"),
]
