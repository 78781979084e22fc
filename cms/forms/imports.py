"""Handing in a file. What absence from it and empty cells mean has no default: it is asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workforce.enums import FileCovers, ImportKind, WhenAbsent, WhenEmpty

from .date import DayField
from .form import NhsForm


class HandInForm(NhsForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, or an Excel workbook (.xlsx), of at most 200 MB"),
        error_messages={"required": _("Choose a file"), "empty": _("The file is empty")},
    )
    file_date = DayField(
        label=_("Day of the file"), help_text=_("The day on which it was true, usually that of the export")
    )

    def __init__(self, data: Any = None, files: Any = None, *, on: dt.date) -> None:
        super().__init__(data, files, initial={"file_date": on})

    def choices(self) -> dict[str, str]:
        """Everything that was asked beside the file and its day."""
        asked = {name: value for name, value in self.cleaned_data.items() if name not in ("file", "file_date")}
        return {
            name: value.isoformat() if isinstance(value, dt.date) else value for name, value in asked.items() if value
        }


class StaffForm(HandInForm):
    covers = forms.ChoiceField(label=_("Whom does it name?"), choices=FileCovers.choices, widget=forms.RadioSelect)
    absent = forms.ChoiceField(
        label=_("What does it mean that somebody is not in it?"), choices=WhenAbsent.choices, widget=forms.RadioSelect
    )
    empty = forms.ChoiceField(
        label=_("What does an empty cell mean?"), choices=WhenEmpty.choices, widget=forms.RadioSelect
    )

    def clean(self) -> None:
        if self.cleaned_data.get("covers") == FileCovers.DELTA and self.cleaned_data.get("absent") == WhenAbsent.END:
            self.add_error("absent", _("A file of changes does not name everybody: choose that absence means nothing."))


class OrganisationForm(HandInForm):
    absent = forms.ChoiceField(
        label=_("What does it mean that a unit is not in it?"),
        choices=[
            (WhenAbsent.KEEP, _("Nothing: leave the unit as it is")),
            (WhenAbsent.END, _("It has closed: close it on the day of the file, if it is empty")),
        ],
        widget=forms.RadioSelect,
    )
    units_since = DayField(
        label=_("Units that are new here began on"), help_text=_("Empty: on the day of the file"), required=False
    )


class TrainingForm(HandInForm):
    """Nothing to choose: a line that is not there says nothing, and an empty cell has no other meaning."""


FORMS: dict[str, type[HandInForm]] = {
    ImportKind.ORGANISATION: OrganisationForm,
    ImportKind.STAFF: StaffForm,
    ImportKind.PAST_TRAINING: TrainingForm,
}
