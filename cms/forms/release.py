"""Releases decided together: who is meant, for how many hours, and, where it is no, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from curriculum.models import Booking
from curriculum.services.release import LONGEST_WORDS

from .form import NhsForm
from .hours import HoursField

GIVE, REFUSE = "give", "refuse"


@dataclass(frozen=True, slots=True)
class Row:
    booking: Booking
    chosen: BoundField
    hours: BoundField


class ReleaseForm(NhsForm):
    """A tick and the hours for each; the hours are those of the session until somebody says otherwise."""

    def __init__(self, data: Any = None, *, bookings: Sequence[Booking], everybody: bool = False) -> None:
        super().__init__(data)
        self.bookings = list(bookings)
        for booking in self.bookings:
            person = {"person": booking.person}
            self.fields[f"chosen-{booking.uuid}"] = forms.BooleanField(
                required=False, initial=everybody, label=_("%(person)s: choose") % person
            )
            self.fields[f"hours-{booking.uuid}"] = HoursField(
                label=_("%(person)s: hours") % person, required=False, initial=booking.session.minutes
            )

    @property
    def rows(self) -> list[Row]:
        return [Row(one, self[f"chosen-{one.uuid}"], self[f"hours-{one.uuid}"]) for one in self.bookings]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        chosen = [one for one in self.bookings if said.get(f"chosen-{one.uuid}")]
        if not chosen:
            self.add_error(None, _("Choose at least one person"))
        for one in chosen:
            if said.get(f"hours-{one.uuid}", 0) is None:
                self.add_error(f"hours-{one.uuid}", _("Say for how many hours"))
        return said

    def chosen(self) -> list[Booking]:
        return [one for one in self.bookings if self.cleaned_data.get(f"chosen-{one.uuid}")]

    def minutes(self) -> dict[int, int]:
        return {one.pk: self.cleaned_data[f"hours-{one.uuid}"] for one in self.chosen()}


class WhyNotForm(NhsForm):
    words = forms.CharField(
        label=_("Why not?"),
        help_text=_("Whoever booked reads it"),
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Say why not")},
    )
