"""A check as a form: one field a question, its answers by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _

from curriculum.calc.question import FILL_IN, MATCHING, MULTIPLE

from .form import NhsForm
from .matching import MatchField

LONGEST = 200  # letters of what is filled in


class CheckForm(NhsForm):
    """`content` is a check as published, or a translation of it with the same keys."""

    def __init__(self, content: Mapping[str, Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.content = content
        for number, question in enumerate(content.get("questions", ()), start=1):
            self.fields[question["key"]] = _field(number, question)

    def answers(self) -> dict[str, list[Any]]:
        return answers_in(self.content, self.data)


def answers_in(content: Mapping[str, Any], data: Any) -> dict[str, list[Any]]:
    """What was chosen so far; what is no answer at all is left out."""
    chosen = {question["key"]: _chosen(question, data) for question in content.get("questions", ())}
    return {key: some for key, some in chosen.items() if any(one is not None for one in some)}


def touched_in(content: Mapping[str, Any], data: Any, names: Iterable[str]) -> dict[str, list[Any]]:
    """What is chosen in the questions named; one in which nothing is chosen any more is empty."""
    chosen = answers_in(content, data)
    asked = {question["key"] for question in content.get("questions", ())}
    keys = [name if name in asked else name.rpartition("_")[0] for name in names]
    return {key: chosen.get(key, []) for key in keys if key in asked}


def _chosen(question: Mapping[str, Any], data: Any) -> list[Any]:
    key = question["key"]
    if question["kind"] == MATCHING:
        return [_number(data.get(f"{key}_{place}", "")) for place in range(len(question["pairs"]))]
    if question["kind"] == FILL_IN:
        typed = data.get(key, "").strip()[:LONGEST]
        return [typed] if typed else []
    numbers = [_number(one) for one in data.getlist(key)]
    return [one for one in numbers if one is not None]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _field(number: int, question: Mapping[str, Any]) -> forms.Field:
    field = _field_of(question, label=f"{number}. {question['prompt']}", **_words_of(number, question))
    field.situation, field.label_size = question.get("situation", ""), "s"  # type: ignore[attr-defined]  # for its template
    return field


def _words_of(number: int, question: Mapping[str, Any]) -> dict[str, Any]:
    missing = {
        MATCHING: _("Choose a match for each part of question %(number)s"),
        FILL_IN: _("Fill in question %(number)s"),
    }.get(question["kind"], _("Choose an answer to question %(number)s"))
    says_so = question["prompt"].endswith(".")
    hint = _("Choose all that apply.") if question["kind"] == MULTIPLE and not says_so else ""
    return {"help_text": hint, "error_messages": {"required": missing % {"number": number}}}


def _field_of(question: Mapping[str, Any], **told: Any) -> forms.Field:
    match question["kind"]:
        case "matching":
            return MatchField(question, **told)
        case "fill_in":
            return forms.CharField(max_length=LONGEST, **told)
    choices = [(str(place), answer["text"]) for place, answer in enumerate(question["answers"])]
    if question["kind"] == MULTIPLE:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **told)
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the form carries with it: which version was shown to whom and when, and the one attempt it can become."""

    person: int
    version: int
    attempt: str
    opened: int = 0  # in whole seconds since 1970; a form that was opened before this was told says none
    draw: int = 0  # which draw of a bank of questions was shown


def seal(told: Sealed) -> str:
    return signing.dumps(astuple(told), salt="check")


def unseal(token: str) -> Sealed:
    """Raises signing.BadSignature where it is not ours."""
    return Sealed(*signing.loads(token, salt="check"))
