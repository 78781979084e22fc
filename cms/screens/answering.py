"""What every answer to a check goes through: whose it is, to what was shown, and where it leads back to."""

from __future__ import annotations

import datetime as dt

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.calc.check import Answers, still_asked
from curriculum.enums import ActivityKind
from curriculum.models import Activity, ActivityVersion
from curriculum.queries.activity import latest_version, shown_and_latest
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
    shown, _now, told = shown_and_now(person, token)
    return shown, told


def shown_and_now(person: Person, token: str) -> tuple[ActivityVersion, ActivityVersion, Sealed]:
    """What was shown, and beside it what is published by now."""
    try:
        told = unseal(token)
    except signing.BadSignature:
        raise CannotAnswer(_("The page that these answers came from is not whole. Open the lesson again.")) from None
    if told.person != person.pk:
        raise PermissionDenied(_("Somebody else opened this lesson here. Open it again as yourself."))
    found = shown_and_latest(person.trust_id, told.version)
    if found is None:
        raise Http404
    return *found, told


def opened_on(told: Sealed) -> dt.date | None:
    """None: a form of before this was told."""
    return timezone.localdate(dt.datetime.fromtimestamp(told.opened, tz=dt.UTC)) if told.opened else None


def keep(person: Person, version: ActivityVersion, form: CheckForm) -> int:
    """Keeps the answers to questions that are still asked; how many could not be, because theirs was changed."""
    answers = asked_now(version, latest_version(version.activity) or version, form.answers())
    keep_answers(person=person, activity=version.activity, answers=answers)
    return len(form.answers()) - len(answers)


def asked_now(version: ActivityVersion, now: ActivityVersion, answers: Answers) -> Answers:
    """Of answers to what was shown, those whose question is still asked in the same words."""
    if now.pk == version.pk:
        return answers
    return still_asked(answers, version.content, now.content)


def address_of(activity: Activity) -> str:
    if activity.kind == ActivityKind.TEST:
        return reverse("test", args=[activity.module_key])
    lesson = lesson_of(activity.trust_id, activity.key)
    return (path_of(lesson) if lesson else "") or "/"


def refused(request: HttpRequest, refusal: CannotAnswer) -> HttpResponse:
    return render(request, "screens/learner/refused.html", {"words": str(refusal)}, status=400)
