from django import forms
from django.utils.translation import gettext


def say_plainly(form: forms.Form) -> None:
    """ "This field is required" is a program's sentence; a field that says something better of its own keeps it."""
    for field in form.fields.values():
        choice = isinstance(field, forms.ChoiceField)
        if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = (
                gettext("Please choose.") if choice else gettext("Please fill this in.")
            )
