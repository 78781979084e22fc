"""Whom a manager reminds together: everybody who is due, until somebody is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workforce.models import Person

from .form import NhsForm


class RemindForm(NhsForm):
    people = forms.MultipleChoiceField(
        label=_("Who is reminded?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person")},
    )

    def __init__(self, data: Any = None, *, people: Sequence[Person], earlier: Sequence[Person] = ()) -> None:
        """`earlier`: reminded since the page was opened. They are not shown, and choosing them is no mistake."""
        super().__init__(data, initial={"people": [str(person.uuid) for person in people]})
        self.by_uuid = {str(person.uuid): person for person in [*people, *earlier]}
        choices = [(uuid, f"{one.family_name}, {one.given_name}") for uuid, one in self.by_uuid.items()]
        field: Any = self.fields["people"]
        field.choices = choices
        field.widget.choices = choices[: len(people)]

    def chosen(self) -> list[Person]:
        return [self.by_uuid[uuid] for uuid in self.cleaned_data["people"]]
