"""People as they are written down, one a line: each must be one known person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workforce.models import Person, Trust
from workforce.queries.roster import Line, read_roster


class LeadersField(forms.CharField):
    """Cleaned: the people. A name that several have is asked back: a number or an address says who is meant."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"})
        super().__init__(widget=widget, max_length=2_000, **options)
        self.trust: Trust | None = None
        self.on: dt.date | None = None

    def know(self, trust: Trust, *, on: dt.date) -> None:
        self.trust, self.on = trust, on

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return "\n".join(f"{person}; {person.email}" if person.email else str(person) for person in value)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        assert self.trust is not None
        assert self.on is not None
        lines = read_roster(text, self.trust, on=self.on)
        if errors := [*_what_is_wrong(lines)]:
            raise ValidationError(errors)
        return tuple(dict.fromkeys(line.people[0] for line in lines))


def _what_is_wrong(lines: Iterable[Line]) -> Iterable[str]:
    for line in lines:
        if not line.people or not line.is_sure:
            yield _("“%(line)s” is not known here. Write forename and surname, a number or an e-mail address.") % {
                "line": line.text
            }
        elif len(line.people) > 1:
            yield _("Several people are called “%(line)s”. Write a number or an e-mail address.") % {"line": line.text}


def own_line(person: Person | None) -> tuple[Person, ...]:
    return (person,) if person else ()
