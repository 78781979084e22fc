"""The cycles under way of a team, each to be talked through in a session: beside its log, never in its way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from improvement.enums import Act
from improvement.models import Pdsa
from improvement.services.pdsa_review import Reviewed

from .form import NhsForm
from .pdsa import words_field

SAID = ("do", "study", "act", "next_step")
TALKED = "talked"


class SessionPdsasForm(NhsForm):
    def __init__(self, data: Any = None, *, pdsas: Sequence[Pdsa]) -> None:
        super().__init__(data)
        self.pdsas = pdsas
        for pdsa in pdsas:
            for name, field in _of_one().items():
                self.fields[f"{name}-{pdsa.uuid}"] = field

    def each(self) -> Iterator[tuple[Pdsa, list[BoundField]]]:
        return ((pdsa, [self[f"{name}-{pdsa.uuid}"] for name in (TALKED, *SAID)]) for pdsa in self.pdsas)

    def is_open(self) -> bool:
        """Nothing that was typed or is wrong stays hidden in a fold."""
        return bool(self.errors) or (self.is_bound and self.has_changed())

    def reviewed(self) -> Iterator[tuple[Pdsa, Reviewed]]:
        """Only those of which something was said."""
        for pdsa in self.pdsas:
            said = Reviewed(*(self.cleaned_data[f"{name}-{pdsa.uuid}"] for name in SAID))
            if self.cleaned_data[f"{TALKED}-{pdsa.uuid}"] or said != Reviewed():
                yield pdsa, said


def _of_one() -> dict[str, forms.Field]:
    """Empty each time: what stands already is shown above, and added to."""
    return {
        TALKED: forms.BooleanField(label=_("We talked it through"), required=False),
        "do": words_field(2, label=_("What happened?")),
        "study": words_field(2, label=_("How does that compare with what you thought?")),
        "act": forms.ChoiceField(
            label=_("What do you do with the idea?"),
            choices=[("", _("Nothing yet: the cycle goes on")), *Act.choices],
            required=False,
        ),
        "next_step": forms.CharField(label=_("What comes next?"), max_length=300, required=False),
    }
