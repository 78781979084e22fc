"""What a lesson's page tells while somebody reads and chooses (cms/static/js/keeping.js), answered in words for it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from curriculum.calc.kept import Kept, Outcome, Took, made_at
from curriculum.models import ActivityVersion
from curriculum.queries.learning import shown_content
from curriculum.services.attempt import CannotAnswer
from curriculum.services.kept import keep_note

from ..forms.check import Sealed, touched_in
from .answering import asked_now, own_person, shown_and_now

LAST_PLACE, LAST_NUMBER, LONGEST = 999, 1_000_000, 20


@csrf_exempt  # as for the answers themselves: what is sealed into the form is our own
@require_POST
def note(request: HttpRequest) -> JsonResponse:
    if not request.user.is_authenticated:
        words = _("You have been signed out. Sign in again in another tab: what you chose here waits until then.")
        return JsonResponse({"took": "signed-out", "words": words}, status=401)
    person = own_person(request)
    try:
        version, now, told = shown_and_now(person, request.POST.get("token", ""))
    except CannotAnswer as refusal:
        return JsonResponse({"took": "refused", "words": str(refusal)}, status=400)
    outcome, lost = kept(request.POST, person, (version, now), told)
    return JsonResponse({"took": outcome.took, "words": words_of(outcome, lost)})


def kept(
    posted: Any, person: Any, versions: tuple[ActivityVersion, ActivityVersion], told: Sealed
) -> tuple[Outcome, int]:
    """Only what was touched on that page; how many answers are to a question that has been changed since."""
    version, now = versions
    touched = touched_in(shown_content(person, version, told.draw), posted, posted.getlist("touched"))
    answers = asked_now(version, now, touched)
    noted = Kept(
        place=number_in(posted, "place", LAST_PLACE),
        answers=answers,
        made_at=made_at(timezone.now(), dt.timedelta(milliseconds=number_in(posted, "ago", 10**12))),
        page=uuid.UUID(told.attempt),
        number=number_in(posted, "number", LAST_NUMBER),
    )
    opened = dt.datetime.fromtimestamp(told.opened, dt.UTC)
    outcome = keep_note(person=person, activity=version.activity, note=noted, opened_at=opened)
    return outcome, len(touched) - len(answers)


def number_in(posted: Any, name: str, most: int) -> int:
    typed = posted.get(name, "")
    return min(int(typed), most) if typed.isascii() and typed.isdigit() and len(typed) < LONGEST else 0


def words_of(outcome: Outcome, lost: int) -> str:
    """Nothing, where it is kept as one expects."""
    if outcome.took == Took.SENT:
        return _("You have sent this check since. Open the lesson again to answer it anew.")
    if outcome.took == Took.OLDER:
        return _("You went on with this elsewhere later. What you chose there stands: open this again to see it.")
    if lost:
        return ngettext(
            "%d question has been changed since you opened this. Your answer counts if you send it from here.",
            "%d questions have been changed since you opened this. Your answers count if you send them from here.",
            lost,
        ) % (lost)
    if outcome.is_elsewhere:
        return _("You went on with this elsewhere too. What you did last, here, is kept.")
    return ""
