"""A check as a form: one field a question, its answers by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _

from .form import NhsForm


class CheckForm(NhsForm):
    """`content` is a check as published, or a translation of it with the same keys."""

    def __init__(self, content: Mapping[str, Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number, question in enumerate(content.get("questions", ()), start=1):
            self.fields[question["key"]] = _field(number, question)

    def answers(self) -> dict[str, list[int]]:
        """What was chosen so far; numbers that are none are left out."""
        chosen = {key: self.data.getlist(key) for key in self.fields}  # type: ignore[attr-defined]  # a QueryDict
        return {
            key: [int(one) for one in some if one.isascii() and one.isdigit()] for key, some in chosen.items() if some
        }

    def touched(self, names: Iterable[str]) -> dict[str, list[int]]:
        """What is chosen in the questions named; one in which nothing is chosen any more is empty."""
        chosen = self.answers()
        return {name: chosen.get(name, []) for name in names if name in self.fields}


def _field(number: int, question: Mapping[str, Any]) -> forms.Field:
    missing = {"required": _("Choose an answer to question %(number)s") % {"number": number}}
    choices = [(str(place), answer["text"]) for place, answer in enumerate(question["answers"])]
    label = f"{number}. {question['prompt']}"
    if question["kind"] == "multiple":
        hint = "" if question["prompt"].endswith(".") else _("Choose all that apply.")  # it says so itself
        return forms.MultipleChoiceField(
            choices=choices, label=label, help_text=hint, widget=forms.CheckboxSelectMultiple, error_messages=missing
        )
    return forms.ChoiceField(choices=choices, label=label, widget=forms.RadioSelect, error_messages=missing)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the form carries with it: which version was shown to whom and when, and the one attempt it can become."""

    person: int
    version: int
    attempt: str
    opened: int = 0  # in whole seconds since 1970; a form that was opened before this was told says none


def seal(told: Sealed) -> str:
    return signing.dumps(astuple(told), salt="check")


def unseal(token: str) -> Sealed:
    """Raises signing.BadSignature where it is not ours."""
    return Sealed(*signing.loads(token, salt="check"))
