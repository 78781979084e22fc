"""A session is scheduled, changed and called off; and the rooms in which sessions are held."""

from __future__ import annotations

import uuid as uuids
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cms.forms.leaders import own_line
from cms.forms.planned_session import CallOffForm, PlanForm, RoomForm, ScheduleForm, as_it_is
from cms.pages import module_titles
from cms.presenters.planned_session import session_view
from curriculum.models import PlannedSession, Room
from curriculum.queries.booking import leaders_of
from curriculum.queries.session import recordable
from curriculum.queries.session_wish import number_waiting
from curriculum.services.planned_session import NoRoomThen, cancel_session, change_session, schedule_session
from curriculum.services.room import change_room, close_room, open_room
from workforce.services.refusal import Refused

from .asked import uuid_in
from .door import TrustRequest, of_trust
from .planned_sessions import found_session

RULE = "curriculum.schedule_sessions"
ROOMS = "curriculum.keep_rooms"
MOST_WAITED_FOR = 5


@of_trust(RULE)
def schedule(request: TrustRequest) -> HttpResponse:
    waiting = number_waiting(request.trust, on=request.today)
    form = ScheduleForm(
        request.POST if request.method == "POST" else None,
        versions=recordable(request.trust),
        modules=module_titles(request.trust.pk),
        waiting=waiting,
        trust=request.trust,
        today=request.today,
        initial={
            "facilitators": own_line(request.user.person),
            "capacity": 12,
            "activity": request.GET.get("activity", ""),
        },
    )
    token = request.POST.get("token") or str(uuids.uuid4())
    if form.is_bound and form.is_valid() and (made := _scheduled(request, form, token)):
        messages.success(request, _("The session is scheduled."))
        return redirect("roster", made.uuid)
    told = {"form": form, "token": token, "may_keep_rooms": request.user.has_perm(ROOMS, request.trust)}
    told["waiting"] = list(waiting.items())[:MOST_WAITED_FOR]
    return render(request, "screens/manage/sessions/schedule.html", told, status=422 if form.errors else 200)


def _scheduled(request: TrustRequest, form: ScheduleForm, token: str) -> PlannedSession | None:
    key = uuid_in(token, words=_("This form is not whole. Begin it again."))
    try:
        return schedule_session(
            session=key, activity=form.version().activity, plan=form.plan(), now=timezone.now(), by=request.user
        )
    except Refused as refused:
        _refuse(form, refused)
        return None


@of_trust(RULE)
def change(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = _to_change(request, uuid)
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        trust=request.trust,
        today=request.today,
        initial=as_it_is(found, leaders_of([found]).get(found.pk, [])),
    )
    if form.is_bound and form.is_valid() and _changed(request, found, form):
        return redirect("roster", uuid)
    told = {"form": form, "session": session_view(found), "people": found.taken}  # type: ignore[attr-defined]  # counted
    return render(request, "screens/manage/sessions/change.html", told, status=422 if form.errors else 200)


def _changed(request: TrustRequest, found: PlannedSession, form: PlanForm) -> bool:
    try:
        moved = change_session(session=found, plan=form.plan(), now=timezone.now(), by=request.user)
    except Refused as refused:
        _refuse(form, refused)
        return False
    messages.success(request, _changed_words(len(moved)))
    return True


def _changed_words(moved: int) -> str:
    if not moved:
        return _("The session is changed.")
    words = ngettext(
        "The session is changed, and %(n)s person moved up from a waiting list.",
        "The session is changed, and %(n)s people moved up from a waiting list.",
        moved,
    )
    return words % {"n": moved}


@of_trust(RULE)
def call_off(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """Says how many people it concerns before it is done."""
    found = _to_change(request, uuid)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _called_off(request, found, form):
        return redirect("roster", uuid)
    view, taken, waiting = session_view(found), found.taken, found.waiting  # type: ignore[attr-defined]  # counted
    told = {
        "title": _("Call this session off"),
        "words": [
            f"{view.title}, {view.when}",
            ngettext("%(n)s person has a place.", "%(n)s people have a place.", taken) % {"n": taken},
            ngettext("%(n)s person waits for one.", "%(n)s people wait for one.", waiting) % {"n": waiting},
            _("It cannot be brought back: a new session would be scheduled."),
        ],
        "form": form,
        "button": _("Call it off"),
        "back": reverse("roster", args=[uuid]),
        "trail": [{"words": _("Sessions to come"), "href": reverse("sessions-to-come")}],
    }
    return render(request, "screens/manage/confirm.html", told, status=422 if form.errors else 200)


def _called_off(request: TrustRequest, found: PlannedSession, form: CallOffForm) -> bool:
    try:
        people = cancel_session(session=found, reason=form.cleaned_data["reason"], now=timezone.now(), by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    words = ngettext(
        "The session is called off. It concerned %(n)s person.",
        "The session is called off. It concerned %(n)s people.",
        people,
    )
    messages.success(request, words % {"n": people})
    return True


def _to_change(request: TrustRequest, uuid: UUID) -> PlannedSession:
    found = found_session(request, uuid)
    if not request.user.has_perm("curriculum.change_session", found):
        raise PermissionDenied(_("Whoever planned this session can change it, and leads of the whole trust."))
    return found


def _refuse(form: PlanForm, refused: Refused) -> None:
    form.add_error("room" if isinstance(refused, NoRoomThen) else None, str(refused))


@of_trust(ROOMS)
def rooms(request: TrustRequest) -> HttpResponse:
    form = RoomForm(request.POST if request.method == "POST" else None, trust=request.trust)
    if form.is_bound and form.is_valid() and _opened(request, form):
        return redirect("rooms")
    known = (
        Room.objects.filter(trust=request.trust).select_related("site").order_by("closed_date", "site__name", "name")
    )
    told = {"form": form, "rooms": known}
    return render(request, "screens/manage/sessions/rooms.html", told, status=422 if form.errors else 200)


def _opened(request: TrustRequest, form: RoomForm) -> bool:
    try:
        open_room(**form.cleaned_data, by=request.user)
    except Refused as refused:
        form.add_error("name", str(refused))
        return False
    messages.success(request, _("The room is added."))
    return True


@of_trust(ROOMS)
def room(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Room.objects.select_related("site"), trust=request.trust, uuid=uuid)
    form = RoomForm(request.POST if request.method == "POST" else None, trust=request.trust, room=found)
    if form.is_bound and form.is_valid():
        try:
            change_room(room=found, **form.cleaned_data, now=timezone.now(), by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The room is changed."))
            return redirect("rooms")
    told = {"form": form, "room": found}
    return render(request, "screens/manage/sessions/room.html", told, status=422 if form.errors else 200)


@require_POST
@of_trust(ROOMS)
def shut_room(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = Room.objects.filter(trust=request.trust, uuid=uuid, closed_date=None).select_related("site").first()
    if found is None:
        raise Http404
    try:
        close_room(room=found, now=timezone.now(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("room", uuid)
    messages.success(request, _("No session is planned in this room any more."))
    return redirect("rooms")


urlpatterns = [
    path("manage/sessions/schedule/", schedule, name="schedule-session"),
    path("manage/sessions/planned/<uuid:uuid>/change/", change, name="change-session"),
    path("manage/sessions/planned/<uuid:uuid>/call-off/", call_off, name="call-off-session"),
    path("manage/sessions/rooms/", rooms, name="rooms"),
    path("manage/sessions/rooms/<uuid:uuid>/", room, name="room"),
    path("manage/sessions/rooms/<uuid:uuid>/close/", shut_room, name="close-room"),
]
