"""Units as people write them down: one a line, by name or by code."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workforce.models import Trust, UnitPlace


class UnitsField(forms.CharField):
    """A list of thousands of units cannot be chosen from; a few names can be written. Cleaned: the units' keys."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"})
        super().__init__(widget=widget, **options)
        self.known: dict[str, set[int]] = {}
        self.names: dict[int, str] = {}

    def know(self, trust: Trust, *, on: dt.date) -> None:
        """The units that there are on the day, and what they are called."""
        self.known = defaultdict(set)
        for unit, name, code in UnitPlace.objects.filter(trust=trust).on(on).values_list("unit", "name", "code"):
            self.names[unit] = name
            for words in (name, code):
                self.known[_compared(words)].add(unit)

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return "\n".join(self.names.get(unit, str(unit)) for unit in value)

    def clean(self, value: Any) -> list[int]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        found = {line: self.known.get(_compared(line), set()) for line in lines}
        if errors := [*_what_is_wrong(found.items())]:
            raise ValidationError(errors)
        return list(dict.fromkeys(unit for units in found.values() for unit in units))


def _what_is_wrong(found: Iterable[tuple[str, set[int]]]) -> Iterable[str]:
    for line, units in found:
        if not units:
            yield _("There is no unit called “%(line)s” today.") % {"line": line}
        elif len(units) > 1:
            yield _("Several units are called “%(line)s”. Write the code of the one that you mean.") % {"line": line}


def _compared(words: str) -> str:
    return " ".join(words.split()).casefold()
