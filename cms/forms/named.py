"""Naming somebody for a level, and exempting somebody from one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.enums import ExemptionReason
from curriculum.models import Level
from workforce.models import Person, PostStretch, UnitPlace

from .date import DayField
from .form import NhsForm


class NominateForm(NhsForm):
    level = forms.ModelChoiceField(label=_("Level"), queryset=Level.objects.none())
    through = forms.ChoiceField(
        label=_("Through"),
        help_text=_("One post; or all posts in a unit and below it, of any kind"),
        widget=forms.RadioSelect,
    )
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), help_text=_("The first day on which it no longer holds"), required=False)

    def __init__(self, data: Any = None, *, person: Person, on: dt.date) -> None:
        super().__init__(data, prefix="nominate", initial={"since": on})
        self.posts = {f"post-{post.post_id}": post.post for post in _posts(person, on)}
        self.units = {f"unit-{place.unit_id}": place.unit for place in _places(person, on)}
        self.fields["level"].queryset = _levels(person)  # type: ignore[attr-defined]  # a model choice
        self.fields["through"].choices = [  # type: ignore[attr-defined]  # a choice field
            *((f"post-{post.post_id}", _post_words(post)) for post in _posts(person, on)),
            *((f"unit-{p.unit_id}", _("Any post in %(unit)s") % {"unit": p.name}) for p in _places(person, on)),
        ]

    def asked(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        through = said.pop("through")
        return said | {"post": self.posts.get(through), "unit": self.units.get(through)}


class NominateOwnForm(NominateForm):
    """For a manager: from today, and through what the person does in the manager's own units."""

    def __init__(self, data: Any = None, *, person: Person, on: dt.date, units: Collection[int]) -> None:
        super().__init__(data, person=person, on=on)
        del self.fields["since"]
        posts = {post.post_id for post in _posts(person, on) if post.unit_id in units}
        self.posts = {key: post for key, post in self.posts.items() if post.pk in posts}
        self.units = {key: unit for key, unit in self.units.items() if unit.pk in units}
        within = {*self.posts, *self.units}
        through: Any = self.fields["through"]
        through.choices = [choice for choice in through.choices if choice[0] in within]
        through.initial = through.choices[0][0] if through.choices else None


class ExemptForm(NhsForm):
    level = forms.ModelChoiceField(
        label=_("Level"), queryset=Level.objects.none(), required=False, empty_label=_("Every level")
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=ExemptionReason.choices, widget=forms.RadioSelect)
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), help_text=_("The first day on which they count again"))

    def __init__(self, data: Any = None, *, person: Person, on: dt.date) -> None:
        super().__init__(data, prefix="exempt", initial={"since": on})
        self.fields["level"].queryset = _levels(person)  # type: ignore[attr-defined]  # a model choice


def _levels(person: Person) -> Any:
    return Level.objects.in_use().filter(trust=person.trust_id).order_by("position", "code")


def _posts(person: Person, on: dt.date) -> list[PostStretch]:
    return [*person.stretches.on(on).select_related("post", "unit").order_by("post")]


def _places(person: Person, on: dt.date) -> list[UnitPlace]:
    """The units of the person's posts and all above them, the nearest first."""
    units = {post.unit_id for post in _posts(person, on)}
    above = UnitPlace.objects.on(on).filter(unit__reaches_down__unit__in=units).distinct().select_related("unit")
    return sorted(above, key=lambda place: (place.parent_id is None, place.name))


def _post_words(post: PostStretch) -> str:
    return f"{post.title or post.job_role or post.get_kind_display()} ({post.get_kind_display()})"
