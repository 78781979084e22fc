"""Matching as one field: beside each thing, a list of what it could go with. It needs no mouse, and no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from curriculum.calc.question import options


class MatchWidget(forms.MultiWidget):
    template_name = "forms/widgets/match.html"
    use_fieldset = True

    def __init__(self, words: Sequence[str], choices: Sequence[tuple[str, str]]) -> None:
        self.words = words
        super().__init__([forms.Select(choices=choices) for _one in words])

    def decompress(self, value: Any) -> list[Any]:
        return list(value) if isinstance(value, list | tuple) else [None] * len(self.words)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, words in zip(context["widget"]["subwidgets"], self.words, strict=True):
            part["words"] = words
        return context


class MatchField(forms.MultiValueField):
    """Gives the number of an option for each pair. The options stand in the order of the alphabet, not of the pairs."""

    def __init__(self, question: Mapping[str, Any], **told: Any) -> None:
        numbered = sorted(enumerate(options(question)), key=lambda option: option[1].casefold())
        choices = [("", _("Choose")), *((str(number), words) for number, words in numbered)]
        words = [pair["text"] for pair in question["pairs"]]
        wrong = {"invalid_choice": told["error_messages"]["required"]}
        fields = [forms.ChoiceField(choices=choices, required=False, error_messages=wrong) for _one in words]
        super().__init__(fields, widget=MatchWidget(words, choices), require_all_fields=False, **told)

    def compress(self, values: Sequence[str]) -> list[int | None]:
        return [int(value) if value else None for value in values]

    def clean(self, value: Any) -> Any:
        """Each one needs its match."""
        cleaned = super().clean(value)
        if not cleaned or None in cleaned:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return cleaned
