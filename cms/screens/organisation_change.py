"""The organisation changes: a unit is added, renamed, moved, closed or merged, from a day on, looked at before done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from cms.forms.organisation import AddForm, AliasForm, ChangeForm, CloseForm, MergeForm, MoveForm, RenameForm, lines_of
from workforce.models import Unit, UnitPlace
from workforce.queries.headcount import headcount
from workforce.queries.organisation import places_to_choose
from workforce.services.identifier import CannotIdentify, end_identifier, identify
from workforce.services.reach import CannotPlaceUnit
from workforce.services.refusal import Refused
from workforce.services.succession import merge_units
from workforce.services.unit import CodeIsTaken, close_unit, move_unit, open_unit, rename_unit

from .door import TrustRequest, of_trust
from .organisation import CHANGES, day_asked, place_asked, trail


@dataclass(frozen=True)
class Change:
    """A way in which a unit changes: how it is asked for, done, and told."""

    form: type[ChangeForm]
    do: Callable[..., Any]
    title: Any
    done: Any
    place_field: str = "on"


def _add(*, unit: Unit, on: Any, **told: Any) -> Unit:
    return open_unit(trust=unit.trust, parent=unit, since=on, **told)


def _merge(*, unit: Unit, **told: Any) -> None:
    merge_units(units=[unit], **told)


def _alias(*, unit: Unit, on: Any, **told: Any) -> None:
    identify(thing=unit, since=on, **told)


WAYS = {
    "add": Change(AddForm, _add, gettext_lazy("Add a unit below"), gettext_lazy("The unit is added.")),
    "rename": Change(RenameForm, rename_unit, gettext_lazy("Rename"), gettext_lazy("The unit is renamed.")),
    "move": Change(MoveForm, move_unit, gettext_lazy("Move"), gettext_lazy("The unit is moved."), "parent"),
    "close": Change(CloseForm, close_unit, gettext_lazy("Close"), gettext_lazy("The unit is closed.")),
    "alias": Change(AliasForm, _alias, gettext_lazy("Add what another system calls it"), gettext_lazy("It is added.")),
    "merge": Change(
        MergeForm, _merge, gettext_lazy("Merge into another"), gettext_lazy("The units are merged."), "into"
    ),
}


@of_trust(CHANGES)
def change_page(request: TrustRequest, uuid: UUID, way: str) -> HttpResponse:
    """What is asked for is tried and taken back, so that a refusal stands at its field; done once it was confirmed."""
    change, on = WAYS[way], day_asked(request)
    place = place_asked(request, uuid, on)
    others = places_to_choose(request.trust, on=on)
    form = change.form(request.POST if request.method == "POST" else None, place=place, others=others, on=on)
    back = reverse("unit", args=[uuid])
    told = {"form": form, "change": change, "place": place, "back": back, "trail": _trail(request, place)}
    if not (form.is_bound and form.is_valid() and _tried(request, change, place, form)):
        return render(request, "screens/manage/organisation/change.html", told)
    if "confirm" not in request.POST:
        told |= {"lines": lines_of(form), "hidden": _hidden(request)}
        told |= {"effects": _effects(request, way, place, form)}
        return render(request, "screens/manage/organisation/confirm.html", told)
    messages.success(request, change.done)
    return redirect(back)


@require_POST
@of_trust(CHANGES)
def end_alias(request: TrustRequest, uuid: UUID, pk: int) -> HttpResponse:
    place = place_asked(request, uuid, request.today)
    end_identifier(identifier=get_object_or_404(place.unit.identifiers, pk=pk), on=request.today, by=request.user)
    messages.success(request, _("From today on it is not called so."))
    return redirect("unit", uuid)


def _tried(request: TrustRequest, change: Change, place: UnitPlace, form: ChangeForm) -> bool:
    """Whether it can be done; where it was confirmed, it is."""
    try:
        with transaction.atomic():
            change.do(unit=place.unit, by=request.user, **form.asked())
            transaction.set_rollback("confirm" not in request.POST)
    except Refused as refused:
        form.add_error(_field_of(refused, change), str(refused))
        return False
    return True


def _field_of(refused: Refused, change: Change) -> str:
    if isinstance(refused, CodeIsTaken | CannotIdentify):
        return "code" if isinstance(refused, CodeIsTaken) else "value"
    return change.place_field if isinstance(refused, CannotPlaceUnit) else "on"


def _effects(request: TrustRequest, way: str, place: UnitPlace, form: ChangeForm) -> list[str]:
    """What somebody should know before they say yes."""
    on = form.cleaned_data["on"]
    people = headcount(request.trust, on=on, unit=place.unit).people
    whom = ngettext("%(n)s person has a post there.", "%(n)s people have a post there.", people) % {"n": f"{people:,}"}
    words = [whom] if way in ("move", "merge") else []
    if on < request.today:
        words.append(_("That day is past. Coverage of past days is worked out anew; published figures stay."))
    return words


def _hidden(request: TrustRequest) -> list[tuple[str, str]]:
    return [(name, request.POST[name]) for name in request.POST if name != "csrfmiddlewaretoken"]


def _trail(request: TrustRequest, place: UnitPlace) -> list[dict[str, str]]:
    here = {"words": place.name, "href": reverse("unit", args=[place.unit.uuid])}
    return [*trail(place, request.today, request.today), here]


urlpatterns = [
    path("manage/organisation/<uuid:uuid>/alias/<int:pk>/end/", end_alias, name="unit-alias-end"),
    *(path(f"manage/organisation/<uuid:uuid>/{way}/", change_page, {"way": way}, name=f"unit-{way}") for way in WAYS),
]
