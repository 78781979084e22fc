"""What every answer to a check goes through: whose it is, to what was shown, and where it leads back to."""

from __future__ import annotations

import datetime as dt

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.calc.check import Answers, still_asked
from curriculum.enums import ActivityKind
from curriculum.models import Activity, ActivityVersion
from curriculum.queries.activity import latest_version
from curriculum.services.attempt import CannotAnswer
from curriculum.services.kept import keep_answers
from workforce.models import Account, Person

from ..forms.check import CheckForm, Sealed, unseal
from ..pages import lesson_of, path_of


def own_person(request: HttpRequest) -> Person:
    """Whoever learns is a person of a trust; an account without one has no record to write in."""
    account = request.user
    if not isinstance(account, Account) or account.person is None:
        raise PermissionDenied(_("Your account is not matched to a person yet. An administrator can match it."))
    return account.person


def shown_version(person: Person, token: str) -> tuple[ActivityVersion, Sealed]:
    try:
        told = unseal(token)
    except signing.BadSignature:
        raise CannotAnswer(_("The page that these answers came from is not whole. Open the lesson again.")) from None
    if told.person != person.pk:
        raise PermissionDenied(_("Somebody else opened this lesson here. Open it again as yourself."))
    versions = ActivityVersion.objects.select_related("activity").prefetch_related("doses")
    return get_object_or_404(versions, pk=told.version, trust=person.trust_id), told


def opened_on(told: Sealed) -> dt.date | None:
    """None: a form of before this was told."""
    return timezone.localdate(dt.datetime.fromtimestamp(told.opened, tz=dt.UTC)) if told.opened else None


def keep(person: Person, version: ActivityVersion, form: CheckForm) -> int:
    """Keeps the answers to questions that are still asked; how many could not be, because theirs was changed."""
    answers = asked_now(version, form.answers())
    keep_answers(person=person, activity=version.activity, answers=answers)
    return len(form.answers()) - len(answers)


def asked_now(version: ActivityVersion, answers: Answers) -> Answers:
    """Of answers to what was shown, those whose question is still asked in the same words."""
    now = latest_version(version.activity) or version
    return still_asked(answers, version.content, now.content)


def address_of(activity: Activity) -> str:
    if activity.kind == ActivityKind.TEST:
        return reverse("test", args=[activity.module_key])
    lesson = lesson_of(activity.trust_id, activity.key)
    return (path_of(lesson) if lesson else "") or "/"


def refused(request: HttpRequest, refusal: CannotAnswer) -> HttpResponse:
    return render(request, "screens/learner/refused.html", {"words": str(refusal)}, status=400)
