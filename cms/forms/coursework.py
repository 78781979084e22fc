"""What people on a course hand in and rate of themselves, and what is said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from coaching.enums import EvidenceKind, Review, SurveyMoment
from coaching.models import CoachSurvey, Submission
from coaching.services.coursework import LONGEST, LONGEST_REVIEW

from .cohort import FEW, day_field
from .document import OFFICE, what_is_wrong
from .form import NhsForm

ACCEPT, RETURN = "accept", "return"
LARGEST = 20 * 1024 * 1024
KINDS = frozenset({"pdf", "rtf", "png", "jpg", "jpeg", "txt", "csv", *OFFICE})


class HandInForm(NhsForm):
    words = forms.CharField(
        label=_("What do you hand in?"),
        help_text=_("Write it here; or say in a sentence what stands in the file or behind the link."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    link = forms.URLField(
        label=_("Link to a document"),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, such as https://example.nhs.uk/plan")},
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("A document, a table, slides or a picture, of at most 20 MB. No names of patients in it."),
        required=False,
        error_messages={"empty": _("The file is empty")},
    )
    drops_file = forms.BooleanField(label=_("Take the file out"), required=False)

    def __init__(self, data: Any = None, files: Any = None, *, last: Submission | None) -> None:
        super().__init__(data, files, initial={"words": last.words, "link": last.link} if last else {})
        if last is None or not last.file_name or last.state != Review.HANDED_IN:
            del self.fields["drops_file"]
        else:
            told = _t("“%(name)s” is handed in. Another one takes its place.") % {"name": last.file_name}
            self.fields["file"].help_text = f"{told} {self.fields['file'].help_text}"

    def clean_file(self) -> Any:
        """Looked at by what is in it, and not by what it is called."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError(_t("It is larger than 20 MB. Make its pictures smaller, or hand in a link."))
        if file and (words := what_is_wrong(file.name, file, KINDS)):
            raise forms.ValidationError(words)
        return file


class ReviewForm(NhsForm):
    decision = forms.ChoiceField(
        label=_("What do you say of it?"),
        choices=[(ACCEPT, _("Accepted")), (RETURN, _("To be worked on"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is accepted")},
    )
    words = forms.CharField(
        label=_("In words"),
        help_text=_("What is good about it; and what is to be worked on, so that they can begin at once."),
        max_length=LONGEST_REVIEW,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("decision") == RETURN and not said.get("words", "").strip():
            self.add_error("words", _t("Say what is to be worked on"))
        return said


class EvidenceForm(NhsForm):
    kind = forms.ChoiceField(label=_("Which?"), choices=EvidenceKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What does it say?"), max_length=LONGEST_REVIEW, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any = None, *, today: dt.date) -> None:
        super().__init__(data, initial={"date": f"{today:%-d %B %Y}"})
        self.fields["date"] = day_field(today, _("On which day?"))
        self.order_fields(("kind", "date", "words"))


class SurveyForm(NhsForm):
    """0 to 10 for each thing; looking back, once for then and once for now."""

    def __init__(
        self, data: Any = None, *, rates: Sequence[dict[str, str]], moment: str, before: CoachSurvey | None
    ) -> None:
        super().__init__(data)
        self.codes = [one["code"] for one in rates]
        self.looks_back = moment == SurveyMoment.THEN_AND_NOW
        for one in rates:
            if self.looks_back:
                words = _t("%(title)s: at the start") % one
                self._rate(f"then-{one['code']}", words, before.then.get(one["code"]) if before else None)
            words = _t("%(title)s: now") % one if self.looks_back else one["title"]
            self._rate(f"now-{one['code']}", words, before.now.get(one["code"]) if before else None)
        self.fields["words"] = forms.CharField(
            label=_("Best, hardest, what you use at work, what you would do otherwise")
            if self.looks_back
            else _("Is there something you want to say?"),
            required=False,
            max_length=LONGEST,
            initial=before.words if before else "",
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def _rate(self, name: str, label: str, initial: int | None) -> None:
        self.fields[name] = forms.IntegerField(
            label=label,
            min_value=0,
            max_value=10,
            initial=initial,
            widget=forms.NumberInput(attrs=FEW),
            error_messages={"required": _t("Rate “%(title)s” from 0 to 10") % {"title": label}},
        )

    def now(self) -> dict[str, int]:
        return {code: self.cleaned_data[f"now-{code}"] for code in self.codes}

    def then(self) -> dict[str, int]:
        return {code: self.cleaned_data[f"then-{code}"] for code in self.codes} if self.looks_back else {}
