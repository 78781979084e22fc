"""A check as a form: one field a question, its answers by number."""

from __future__ import annotations

from collections.abc import Mapping
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


def seal(*, person: int, version: int, attempt: str) -> str:
    """What the form carries with it: which version was shown to whom, and the one attempt that it can become."""
    return signing.dumps([person, version, attempt], salt="check")


def unseal(token: str) -> tuple[int, int, str]:
    """Raises signing.BadSignature where it is not ours."""
    person, version, attempt = signing.loads(token, salt="check")
    return person, version, attempt
