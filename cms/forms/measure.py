"""What a team says of a measure: what is counted, how, and which way is better."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from improvement.calc.written_value import NotAValue, written_value
from improvement.enums import Frequency, Good, MeasureKind
from improvement.models import Measure
from improvement.models.measure import BASELINE
from improvement.services.measure import LONGEST_BASELINE, SHORTEST_BASELINE, ToldMeasure
from workforce.models import Person

from .form import NhsForm

PER = {
    1: _("One by one"),
    100: _("Per cent"),
    1_000: _("Per 1,000"),
    10_000: _("Per 10,000"),
    100_000: _("Per 100,000"),
}
SHORT = {"class": "nhsuk-input--width-10", "autocomplete": "off"}


class MeasureForm(NhsForm):
    token = forms.UUIDField(widget=forms.HiddenInput)  # sent twice, a measure is defined once
    name = forms.CharField(
        label=_("What is it called?"), max_length=150, help_text=_("Such as: Minutes from decision to bed")
    )
    kind = forms.ChoiceField(
        label=_("What kind of measure is it?"),
        choices=[
            (MeasureKind.OUTCOME, _("Outcome: what patients or staff get")),
            (MeasureKind.PROCESS, _("Process: what is done for it")),
            (MeasureKind.BALANCING, _("Balancing: what must not get worse")),
        ],
        widget=forms.RadioSelect,
    )
    good = forms.ChoiceField(label=_("Which way is better?"), choices=Good.choices, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why do you count it?"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    definition = forms.CharField(
        label=_("How is it counted?"),
        help_text=_("Who counts what, where and when, and what is left out: so that two people count the same."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    unit = forms.CharField(
        label=_("In what is it counted?"),
        help_text=_("Such as minutes, patients or %"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=SHORT),
    )
    target = forms.CharField(
        label=_("Is there a target?"), max_length=30, required=False, widget=forms.TextInput(attrs=SHORT)
    )
    frequency = forms.ChoiceField(label=_("How often is it counted?"), choices=Frequency.choices)
    numerator = forms.CharField(
        label=_("If it is a share: what is counted?"),
        help_text=_("Such as: patients screened within an hour. Each point is then told as two counts."),
        max_length=200,
        required=False,
    )
    denominator = forms.CharField(
        label=_("And out of what?"), help_text=_("Such as: patients admitted"), max_length=200, required=False
    )
    per = forms.TypedChoiceField(label=_("How is the share told?"), choices=list(PER.items()), coerce=int, initial=100)
    baseline_points = forms.IntegerField(
        label=_("Of how many first points is the median?"),
        help_text=_("10 to 12 are usual: the median then stays, and change shows. Leave it empty for all points."),
        min_value=SHORTEST_BASELINE,
        max_value=LONGEST_BASELINE,
        required=False,
        initial=BASELINE,
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-4"}),
    )
    owner = forms.ModelChoiceField(
        label=_("Whose measure is it?"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("Nobody's in particular"),
    )

    def __init__(self, data: Any = None, *, people: QuerySet[Person], measure: Measure | None = None) -> None:
        new = {"frequency": Frequency.WEEK, "token": uuid4()}
        super().__init__(data, initial=_said(measure) if measure else new)
        if measure:
            del self.fields["token"]
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]  # a choice of rows

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("numerator")) != bool(said.get("denominator")):
            missing = "denominator" if said.get("numerator") else "numerator"
            self.add_error(missing, _("A share has both: what is counted, and out of what"))
        if not said.get("denominator"):
            said["per"] = 1
        return said

    def clean_target(self) -> Decimal | None:
        """The unit stands before it in the form."""
        text: str = self.cleaned_data["target"]
        try:
            return written_value(text, unit=self.cleaned_data.get("unit", "")) if text else None
        except NotAValue as bad:
            raise ValidationError(str(bad)) from bad

    def told(self) -> ToldMeasure:
        return ToldMeasure(**{name: value for name, value in self.cleaned_data.items() if name != "token"})


def _said(measure: Measure) -> dict[str, Any]:
    names = ("name", "kind", "good", "why", "definition", "unit", "frequency", "numerator", "denominator")
    target = "" if measure.target is None else f"{measure.target.normalize():f}"
    return {name: getattr(measure, name) for name in names} | {
        "target": target,
        "per": measure.per if measure.is_ratio else 100,
        "baseline_points": measure.baseline_points,
        "owner": measure.owner.uuid if measure.owner else None,
    }
