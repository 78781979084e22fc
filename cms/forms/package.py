"""Handing in a package of e-learning."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .form import NhsForm

LARGEST = 300 * 1024 * 1024


class PackageForm(NhsForm):
    file = forms.FileField(
        label=_("Package"),
        help_text=_("SCORM 1.2, as a zip file of at most 300 MB"),
        error_messages={"required": _("Choose a file"), "empty": _("The file is empty")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("It is larger than 300 MB. Ask for one with smaller films or pictures."))
        return file
