"""Record a session: pick it, paste who came, look at who is meant, confirm. And what was recorded, and its mistakes."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.forms.session import ReasonForm, SessionForm
from cms.pages import module_titles
from cms.presenters.session import Preview, session_line
from curriculum.models import Attendance, TaughtSession
from curriculum.queries.session import attendances_seen, recordable, sessions_seen, sessions_sought
from curriculum.rules import VOIDERS
from curriculum.services.session import record_session, void_attendances
from workforce.models import Person, Site
from workforce.services.refusal import Refused

from .asked import page_in, uuid_in
from .door import TrustRequest, of_trust
from .sessions_asked import sessions_asked
from .who_is_meant import who_is_meant

ON_A_PAGE = 30
RULE = "curriculum.record_sessions"


@of_trust(RULE)
def sessions(request: TrustRequest) -> HttpResponse:
    """What was recorded, as far as one may see it."""
    asked = sessions_asked(request)
    found = sessions_sought(request.user, request.trust, on=request.today, **asdict(asked))
    told = {"page": Paginator(found, ON_A_PAGE).get_page(page_in(request.GET)), "asked": asked}
    told["may_run"] = request.user.has_perm("curriculum.run_sessions", request.trust)
    return render(request, "screens/manage/sessions/list.html", told)


@of_trust(RULE)
def record(request: TrustRequest) -> HttpResponse:
    """Three steps of one form that carries all that was typed: asked, looked at, recorded."""
    data = request.POST if request.method == "POST" else None
    titles = module_titles(request.trust.pk)
    sites = Site.objects.filter(trust=request.trust).order_by("name", "pk")
    versions = recordable(request.trust)
    form = SessionForm(data, versions=versions, modules=titles, sites=sites, today=request.today)
    step = request.POST.get("do", "")
    if step == "record" and _is_recorded(request):
        return redirect("session", _token(request))
    if not form.is_bound or step == "change" or not form.is_valid():
        return _asked(request, form)
    day, version = form.cleaned_data["day"], form.version()
    preview = who_is_meant(request, form.cleaned_data["people"], version.activity, day)
    if step != "record" or preview.is_open:
        return _looked_at(request, form, preview, was_sent=step == "record")
    return _recorded(request, form, preview)


def _asked(request: TrustRequest, form: SessionForm) -> HttpResponse:
    if request.POST.get("do") == "change":
        form.full_clean()
        form.errors.clear()
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "screens/manage/sessions/record.html", {"form": form}, status=status)


def _looked_at(request: TrustRequest, form: SessionForm, preview: Preview, *, was_sent: bool) -> HttpResponse:
    told = {
        "form": form,
        "preview": preview,
        "version": form.version(),
        "day": form.cleaned_data["day"],
        "site": form.cleaned_data["site"],
        "token": _token(request),
        "was_sent": was_sent,
    }
    return render(request, "screens/manage/sessions/preview.html", told, status=422 if was_sent else 200)


def _recorded(request: TrustRequest, form: SessionForm, preview: Preview) -> HttpResponse:
    try:
        told = record_session(
            session=_token(request),
            version=form.version(),
            given_date=form.cleaned_data["day"],
            site=form.cleaned_data["site"],
            people=preview.to_record,
            on=request.today,
            by=request.user,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return _asked(request, form)
    n = told.session.attendances.count()
    messages.success(request, ngettext("%(n)s person is recorded.", "%(n)s people are recorded.", n) % {"n": n})
    return redirect("session", told.session.uuid)


def _is_recorded(request: TrustRequest) -> bool:
    """Sent before: the button was pressed twice, or the page loaded again."""
    mine = TaughtSession.objects.filter(trust=request.trust, recorded_by=request.user)
    return mine.filter(uuid=_token(request)).exists()


def _token(request: TrustRequest) -> UUID:
    """Made when the list is first looked at; it makes the record the same one, however often it is sent."""
    text = request.POST.get("token", "")
    return uuid_in(text, words=_("This form is not whole. Begin it again.")) if text else uuids.uuid4()


@of_trust(RULE)
def session(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = _found(request, uuid)
    came = attendances_seen(request.user, found, on=request.today)
    may_void = _voidable(request, found, came)
    told = {
        "line": session_line(found),
        "session": found,
        "came": [{"row": one, "may_void": one.pk in may_void} for one in came],
        "may_void_all": len(may_void) > 1,
        "may_sign_off": request.user.has_perm("curriculum.sign_off_people", request.trust),
        "hidden": found.attendances.count() - len(came),
    }
    return render(request, "screens/manage/sessions/session.html", told)


@of_trust(RULE)
def void(request: TrustRequest, uuid: UUID, person: UUID | None = None) -> HttpResponse:
    """Takes away one person, or everybody who came, with a reason."""
    found = _found(request, uuid)
    seen = attendances_seen(request.user, found, on=request.today)
    chosen = [one for one in seen if person is None or one.person.uuid == person]
    if not chosen:
        raise Http404
    if not all(request.user.has_perm("curriculum.void_attendance", one) for one in chosen):
        raise PermissionDenied
    if all(one.void_reason for one in chosen):
        return _taken_away_already(request, found, chosen)
    chosen = [one for one in chosen if not one.void_reason]
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _voided(request, chosen, form):
        return redirect("session", uuid)
    return _asked_why(request, found, chosen, form)


def _voided(request: TrustRequest, chosen: list[Attendance], form: ReasonForm) -> bool:
    try:
        n = void_attendances(attendances=chosen, reason=form.cleaned_data["reason"], by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    words = ngettext("Taken away from %(n)s person.", "Taken away from %(n)s people.", n)
    messages.success(request, words % {"n": n})
    return True


def _taken_away_already(request: TrustRequest, found: TaughtSession, chosen: list[Attendance]) -> HttpResponse:
    """Nothing is left to ask: what was said is shown."""
    line = session_line(found)
    told = {
        "title": _("Taken away already: %(title)s, %(day)s") % {"title": line.title, "day": line.day},
        "words": [
            _("This was taken away already. To bring it back, record the session once more."),
            *[_("%(who)s: %(why)s") % {"who": one.person, "why": one.void_reason} for one in chosen],
        ],
        **_way_back(found),
    }
    return render(request, "screens/manage/confirm.html", told, status=422 if request.method == "POST" else 200)


def _way_back(found: TaughtSession) -> dict[str, object]:
    return {
        "back": reverse("session", args=[found.uuid]),
        "trail": [{"words": _("Sessions held"), "href": reverse("sessions")}],
    }


def _asked_why(request: TrustRequest, found: TaughtSession, chosen: list[Attendance], form: ReasonForm) -> HttpResponse:
    line = session_line(found)
    several = ngettext("%(n)s person", "%(n)s people", len(chosen)) % {"n": len(chosen)}
    told = {
        "title": _("Take away: %(title)s, %(day)s") % {"title": line.title, "day": line.day},
        "words": [
            _("From: %(who)s.") % {"who": chosen[0].person if len(chosen) == 1 else several},
            _("What it gave no longer counts, for all days. It stays on the record, struck through, with your reason."),
            _("To bring it back, record the session once more."),
        ],
        "form": form,
        "button": _("Take away"),
        **_way_back(found),
    }
    return render(request, "screens/manage/confirm.html", told, status=422 if form.errors else 200)


def _voidable(request: TrustRequest, found: TaughtSession, came: Sequence[Attendance]) -> set[int]:
    """Those that the rule lets one take away, asked once for all of them."""
    open_ones = {one.pk: one.person_id for one in came if not one.void_reason}
    if request.user.has_perm("curriculum.void_attendance", found):
        return set(open_ones)
    reached = Person.objects.reached_by(request.user, VOIDERS, on=request.today).filter(pk__in=open_ones.values())
    people = set(reached.values_list("pk", flat=True))
    return {pk for pk, person in open_ones.items() if person in people}


def _found(request: TrustRequest, uuid: UUID) -> TaughtSession:
    seen = sessions_seen(request.user, request.trust, on=request.today)
    found = seen.filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("manage/sessions/", sessions, name="sessions"),
    path("manage/sessions/record/", record, name="record-session"),
    path("manage/sessions/<uuid:uuid>/", session, name="session"),
    path("manage/sessions/<uuid:uuid>/void/", void, name="void-session"),
    path("manage/sessions/<uuid:uuid>/void/<uuid:person>/", void, name="void-attendance"),
]
