"""A programme as text. Cleaned, it is what the text says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.loading.programme_file import NoProgramme, read_programme

from .form import NhsForm


class ProgrammeForm(NhsForm):
    text = forms.CharField(
        label=_("The programme as text"),
        help_text=_("One part a line, as it stands there. A code of its own makes a new programme."),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "academy-code"}),
    )

    def clean_text(self) -> dict[str, Any]:
        try:
            return read_programme(self.cleaned_data["text"])
        except NoProgramme as wrong:
            raise ValidationError(str(wrong)) from wrong
