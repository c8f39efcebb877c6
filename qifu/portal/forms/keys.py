from django import forms

from qifu.appeals.forms.keys import KeyField


class DraftedKeyField(KeyField):
    """A text field that nobody sees and not a hidden one, because the browser's draft keeps only the former: a form sent
    again after a lost connection then carries the key it had, and is filed once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.widget = forms.TextInput(attrs={"hidden": True, "autocomplete": "off", "aria-hidden": "true"})
