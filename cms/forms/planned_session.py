"""Planning a session: what, when, where, for how many, and who leads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from curriculum.models import ActivityVersion, PlannedSession, Room
from curriculum.queries.planned_session import LONDON
from curriculum.services.planned_session import LONGEST_REASON, MOST_PLACES, Plan
from workforce.models import Person, Site, Trust

from .activities import by_module
from .day_text import DayTextField
from .form import NhsForm
from .hours import ClockField
from .leaders import LeadersField


class PlanForm(NhsForm):
    starts = ClockField(label=_("From"), help_text=_("For example 09:30"))
    ends = ClockField(label=_("To"), help_text=_("For example 12:30"))
    room = forms.ModelChoiceField(
        label=_("Room"), queryset=Room.objects.none(), required=False, empty_label=_("None of these")
    )
    place = forms.CharField(
        label=_("Where, if it is in none of these rooms"),
        help_text=_("For example: Seminar room 2, level 4. Or: Online"),
        max_length=200,
        required=False,
    )
    site = forms.ModelChoiceField(
        label=_("Site, if it is in none of these rooms"),
        queryset=Site.objects.none(),
        required=False,
        empty_label=_("None: online, or elsewhere"),
    )
    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=MOST_PLACES,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}),
    )
    needs_release = forms.BooleanField(
        label=_("A manager has to release whoever comes"),
        help_text=_("Managers are asked when somebody has a place. If they say no the place is free again."),
        required=False,
    )
    facilitators = LeadersField(
        label=_("Who leads it?"),
        help_text=_("One a line: a name, an employee or assignment number, or an e-mail address"),
        required=False,
    )
    details = forms.CharField(
        label=_("Good to know"),
        help_text=_("How to find or join it, what to bring. Whoever books reads it."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order: tuple[str, ...] = ("day", "starts", "ends", "room", "place", "site", "capacity")

    def __init__(self, data: Any = None, *, trust: Trust, today: dt.date, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["day"] = DayTextField(
            today=today,
            ahead=True,
            label=_("On which day?"),
            help_text=_("For example 12 March or 12/3/2026. Without a year it is the next such day."),
            widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10", "autocomplete": "off"}),
            error_messages={"required": _("Say on which day it is")},
        )
        rooms = Room.objects.filter(trust=trust, closed_date=None).select_related("site").order_by("site__name", "name")
        self.fields["room"].queryset = rooms  # type: ignore[attr-defined]  # a model choice
        self.fields["site"].queryset = Site.objects.filter(trust=trust).order_by("name")  # type: ignore[attr-defined]  # a model choice
        self.fields["facilitators"].know(trust, on=today)  # type: ignore[attr-defined]  # knows people
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("room") and not said.get("place") and "room" not in self.errors:
            self.add_error("place", ValidationError(_("Choose a room, or say where it is")))
        if said.get("starts") and said.get("ends") and said["ends"] <= said["starts"]:
            self.add_error("ends", ValidationError(_("It must end after it begins")))
        return said

    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            starts_at=dt.datetime.combine(said["day"], said["starts"], LONDON),
            ends_at=dt.datetime.combine(said["day"], said["ends"], LONDON),
            capacity=said["capacity"],
            room=said["room"],
            site=said["site"],
            place=said["place"],
            details=said["details"],
            needs_release=said["needs_release"],
            facilitators=tuple(said["facilitators"] or ()),
        )


class ScheduleForm(PlanForm):
    activity = forms.ChoiceField(label=_("What is it?"))
    field_order = ("activity", *PlanForm.field_order)

    def __init__(
        self,
        data: Any = None,
        *,
        versions: Sequence[ActivityVersion],
        modules: Mapping[str, str],
        waiting: Mapping[Any, int],
        **told: Any,
    ) -> None:
        """`waiting`: how many people wait for a session, by activity."""
        super().__init__(data, **told)
        self.versions = {str(version.activity.uuid): version for version in versions}
        self.fields["ends"].required = False
        self.fields["ends"].help_text = _("For example 12:30. Left empty, it ends when the activity is over.")
        words = {one.pk: waiting_words(one, waiting[one.activity]) for one in versions if one.activity in waiting}
        self.fields["activity"].choices = [("", _("Choose")), *by_module(versions, modules, words)]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """The end is worked out of how long the activity takes, unless somebody says another."""
        said = self.cleaned_data
        version = self.versions.get(said.get("activity", ""))
        if said.get("starts") and version and "ends" not in self.errors and not said.get("ends"):
            said["ends"] = ends_after(said["starts"], version.minutes)
            if said["ends"] is None:
                self.add_error("ends", ValidationError(_("Say when it ends")))
        return super().clean()

    def version(self) -> ActivityVersion:
        return self.versions[self.cleaned_data["activity"]]


def waiting_words(version: ActivityVersion, n: int) -> str:
    words = ngettext("%(title)s (%(n)s person waits for it)", "%(title)s (%(n)s people wait for it)", n)
    return words % {"title": version.activity.title, "n": n}


def ends_after(starts: dt.time, minutes: int) -> dt.time | None:
    """None: how long it takes is not known, or it would go on into the next day."""
    begins = dt.datetime.combine(dt.date.min, starts)
    ends = begins + dt.timedelta(minutes=minutes)
    return ends.time() if minutes and ends.date() == begins.date() else None


def as_it_is(session: PlannedSession, leaders: Sequence[Person]) -> dict[str, Any]:
    """What stands in the fields when a session is changed."""
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return {
        "day": f"{starts:%-d %B %Y}",
        "starts": starts.time(),
        "ends": ends.time(),
        "room": session.room_id,
        "site": None if session.room_id else session.site_id,  # a room has a site of its own
        "place": session.place,
        "details": session.details,
        "capacity": session.capacity,
        "needs_release": session.needs_release,
        "facilitators": tuple(leaders),
    }


class CallOffForm(NhsForm):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Whoever booked reads it"),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Say why")},
    )


class RoomForm(NhsForm):
    site = forms.ModelChoiceField(label=_("Site"), queryset=Site.objects.none(), empty_label=_("Choose"))
    name = forms.CharField(label=_("Name"), max_length=100)
    places = forms.IntegerField(
        label=_("How many people does it hold?"),
        min_value=1,
        max_value=MOST_PLACES,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, trust: Trust, room: Room | None = None) -> None:
        initial = {"name": room.name, "places": room.places} if room else {}
        super().__init__(data, initial=initial)
        self.fields["site"].queryset = Site.objects.filter(trust=trust).order_by("name")  # type: ignore[attr-defined]  # a model choice
        if room:
            del self.fields["site"]
