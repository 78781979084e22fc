"""Bringing a module in from a file, and copying one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.exchange.limits import LIMITS

from .form import NhsForm

MEGABYTES = LIMITS.bytes // 1024**2
TOO_BIG = _("It has more than %(n)d MB. A module's file has at most that.")
CODE = _("Short, such as IN-1, and not that of another module. Its lessons' keys begin with it.")


class BringInForm(NhsForm):
    file = forms.FileField(
        label=_("The module's file"), help_text=_("A zip file of at most %(n)d MB") % {"n": MEGABYTES}
    )
    code = forms.CharField(
        label=_("Under which code?"),
        help_text=_("Leave it empty to keep the code that it has."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10"}),
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > LIMITS.bytes:
            raise forms.ValidationError(TOO_BIG % {"n": MEGABYTES})
        return file


class CopyForm(NhsForm):
    title = forms.CharField(label=_("What is the copy called?"), max_length=255)
    code = forms.CharField(
        label=_("Which code does it have?"),
        help_text=CODE,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10"}),
    )
