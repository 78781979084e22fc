"""Who came to a session: those who had booked, ticked or not, and others by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from curriculum.models import Booking
from workforce.models import Person

from .form import NhsForm
from .hours import HoursField
from .session import LONGEST_LIST, MOST_LINES


class AttendanceForm(NhsForm):
    came = forms.MultipleChoiceField(
        label=_("Who of those who booked came?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    people = forms.CharField(
        label=_("Who else came?"),
        help_text=_("One a line: a name, “Surname, Forename”, an employee or assignment number, or an e-mail address."),
        max_length=LONGEST_LIST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
    )
    minutes = HoursField(label=_("For how many hours?"), help_text=_("For example 3, 3.5 or 3:30"))

    def __init__(self, data: Any = None, *, booked: Sequence[Booking], minutes: int) -> None:
        self.people_booked = {str(booking.person.uuid): booking.person for booking in booked}
        super().__init__(data, initial={"came": _ticked(booked), "minutes": minutes})
        choices = [(str(booking.person.uuid), _words(booking)) for booking in booked]
        self.fields["came"].choices = choices  # type: ignore[attr-defined]  # a choice field
        if not booked:
            del self.fields["came"]

    def clean_people(self) -> str:
        text: str = self.cleaned_data["people"]
        if len(text.splitlines()) > MOST_LINES:
            raise ValidationError(_("At most %(n)s lines at a time.") % {"n": MOST_LINES})
        return text

    def ticked(self) -> list[Person]:
        return [self.people_booked[uuid] for uuid in self.cleaned_data.get("came", ())]


def _ticked(booked: Sequence[Booking]) -> list[str]:
    """Those who checked in; where nobody could, everybody who had a place."""
    checked_in = [str(booking.person.uuid) for booking in booked if booking.checked_in_at]
    return checked_in or [str(booking.person.uuid) for booking in booked]


def _words(booking: Booking) -> str:
    return _("%(name)s, checked in") % {"name": booking.person} if booking.checked_in_at else str(booking.person)
