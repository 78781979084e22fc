"""“Tell me when one is planned”: asked for where a session is missing, and taken back there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from curriculum.models import Activity
from curriculum.services.session_wish import give_up_wish, wish_for_session
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust
from .planned_sessions import RULE, own_person_of


@require_POST
@of_trust(RULE)
def wish(request: TrustRequest, uuid: UUID) -> HttpResponse:
    activity, person = _activity(request, uuid), own_person_of(request)
    try:
        wish_for_session(activity=activity, person=person, now=timezone.now(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("You will have a notice as soon as a session is planned."))
    return redirect(_back(request))


@require_POST
@of_trust(RULE)
def wish_no_more(request: TrustRequest, uuid: UUID) -> HttpResponse:
    give_up_wish(activity=_activity(request, uuid), person=own_person_of(request))
    messages.success(request, _("You will not be told when a session is planned."))
    return redirect(_back(request))


def _activity(request: TrustRequest, uuid: UUID) -> Activity:
    return get_object_or_404(Activity, trust=request.trust, uuid=uuid)


def _back(request: TrustRequest) -> str:
    """To where it was asked, and never off this site."""
    back = request.POST.get("back", "")
    is_here = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_here else reverse("sessions-to-come")


urlpatterns = [
    path("sessions/wish/<uuid:uuid>/", wish, name="wish-for-session"),
    path("sessions/wish/<uuid:uuid>/no-more/", wish_no_more, name="wish-no-more"),
]
