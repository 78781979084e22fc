"""A point as it is typed: one number, or two counts; a list pasted from a spreadsheet, or a CSV file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from improvement.calc.point import Point, counted
from improvement.calc.written_value import NotAValue, written_value
from improvement.imports.measure import MOST_LINES, text_of_file
from improvement.models import Measure, MeasurePoint
from improvement.services.measure_point import LONGEST_NOTE
from workforce.services.refusal import Refused

from .day_text import DayTextField
from .form import NhsForm

LONGEST_PASTE, LARGEST_FILE = 60_000, 1_000_000
NARROW = {"class": "nhsuk-input--width-10", "autocomplete": "off"}
A_NUMBER = NARROW | {"inputmode": "decimal"}


class ValueField(forms.CharField):
    """Gives an exact decimal; what was typed stays on the screen when it is none."""

    def __init__(self, *, unit: str = "", **told: Any) -> None:
        self.unit = unit
        super().__init__(**told)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return written_value(text, unit=self.unit)
        except NotAValue as bad:
            raise ValidationError(str(bad)) from bad

    def clean(self, value: Any) -> Any:
        found = self.to_python(value)
        self.validate(found)
        return found

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class PointForm(NhsForm):
    def __init__(
        self, data: Any = None, *, measure: Measure, today: dt.date, point: MeasurePoint | None = None
    ) -> None:
        super().__init__(data, initial=_typed(point) if point else {"day": "today"})
        self.measure, self.today = measure, today
        self.fields["day"] = DayTextField(
            today=today,
            label=_("On which day was it counted?"),
            help_text=_("For example 12 March 2026, 12/3/2026 or today"),
            widget=forms.TextInput(attrs=NARROW),
            error_messages={"required": _("Say on which day it was counted")},
        )
        for name, field in self._values():
            self.fields[name] = field
        self.fields["note"] = forms.CharField(
            label=_("A note about it"), max_length=LONGEST_NOTE, required=False, help_text=_("No names of patients")
        )

    def _values(self) -> list[tuple[str, ValueField]]:
        number = forms.TextInput(attrs=A_NUMBER)
        if not self.measure.is_ratio:
            unit = self.measure.unit
            label = now_("Value (%(unit)s)") % {"unit": unit} if unit else now_("Value")
            return [("value", ValueField(unit=unit, label=label, widget=number))]
        words = now_("Out of: %(words)s") % {"words": self.measure.denominator}
        return [
            ("numerator", ValueField(label=capfirst(self.measure.numerator), widget=number)),
            ("denominator", ValueField(label=words, widget=forms.TextInput(attrs=A_NUMBER))),
        ]

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError(_("The day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.measure.is_ratio and not self.errors:
            try:
                self.point()
            except NotAValue as bad:
                self.add_error("denominator", str(bad))
        return said

    def point(self) -> Point:
        said = self.cleaned_data
        if not self.measure.is_ratio:
            return Point(said["day"], said["value"], note=said["note"])
        return counted(
            said["day"],
            numerator=said["numerator"],
            denominator=said["denominator"],
            per=self.measure.per,
            note=said["note"],
        )


def _typed(point: MeasurePoint) -> dict[str, Any]:
    names = ("value", "numerator", "denominator", "note")
    return {"day": f"{point.date.day} {point.date:%B %Y}"} | {name: getattr(point, name) for name in names}


def told_point(data: Mapping[str, str], measure: Measure, *, on: dt.date) -> Point | None:
    """The point out of a form around components/run_chart.html; None: nothing was typed. Or raises NotAValue."""
    name = f"point-{measure.uuid}"
    typed, of = data.get(name, "").strip(), data.get(f"{name}-of", "").strip()
    if not typed and not of:
        return None
    if not measure.is_ratio:
        return Point(on, written_value(typed, unit=measure.unit))
    return counted(on, numerator=written_value(typed), denominator=written_value(of), per=measure.per)


class PasteForm(NhsForm):
    text = forms.CharField(
        label=_("Paste the points"),
        max_length=LONGEST_PASTE,
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or choose a CSV file"),
        required=False,
        help_text=_("With the same columns"),
        error_messages={"empty": _("The file is empty")},
    )

    def __init__(self, data: Any = None, files: Any = None, *, measure: Measure) -> None:
        super().__init__(data, files)
        self.fields["text"].help_text = (
            _("One a line: the day, then the two counts. You can paste the columns of a spreadsheet.")
            if measure.is_ratio
            else _("One a line: the day, then the value. You can paste two columns of a spreadsheet.")
        )

    def clean(self) -> dict[str, Any]:
        """Whichever way they came, they are text from here on: so nothing is lost between the steps."""
        said = super().clean() or {}
        text, file = said.get("text") or "", said.get("file")
        if file and text.strip():
            self.add_error("file", _("Paste the points or choose a file: not both"))
        elif file:
            text = self._text_of(file)
        if len(text.splitlines()) > MOST_LINES:
            self.add_error("text", now_("At most %(n)s lines at a time.") % {"n": f"{MOST_LINES:,}"})
        if not self.errors and not text.strip():
            self.add_error("text", _("Paste some points, or choose a file"))
        return said | {"text": text}

    def _text_of(self, file: Any) -> str:
        if file.size > LARGEST_FILE:
            self.add_error("file", _("The file is too large. It may have one megabyte."))
            return ""
        content = file.read()
        try:
            return text_of_file(lambda: [content])
        except Refused as refused:
            self.add_error("file", str(refused))
            return ""


class ChartNoteForm(NhsForm):
    words = forms.CharField(
        label=_("What happened?"),
        max_length=100,
        help_text=_("Such as: New form begun. No names of patients."),
        error_messages={"required": _("Say what happened")},
    )

    def __init__(self, data: Any = None, *, today: dt.date) -> None:
        super().__init__(data, initial={"day": "today"})
        self.fields["day"] = DayTextField(
            today=today,
            label=_("On which day?"),
            help_text=_("For example 12 March 2026, 12/3/2026 or today"),
            widget=forms.TextInput(attrs=NARROW),
            error_messages={"required": _("Say on which day it was")},
        )
