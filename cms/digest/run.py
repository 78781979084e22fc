"""The letters of a week of one trust: who has something to be told is planned, and written to when their hours allow.

Each letter is a row that is taken before it goes out (workforce/services/digest.py). So a run that stopped goes on
where it was, two runs at once share the letters, and an hourly run finds those that had to wait.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from dataclasses import dataclass, field
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from curriculum.queries.needing import Told, needing, places_of, told_to_managers
from workforce.calc.quiet import first_loud, is_quiet, week_of
from workforce.enums import JobState
from workforce.models import Account, Digest, Job, Trust, UnitPlace
from workforce.queries.digest import choice_of, quiet_of, reachable, sent_last, to_mention
from workforce.services.digest import drop, plan_digests, put_back, put_off, sent, take
from workforce.services.job import Work, queue_job

from .content import said_to
from .letter import mail_of, site

log = logging.getLogger(__name__)
NAME = "cms.send_digests"
A_WEEK = dt.timedelta(days=7)
REFUSED = (SMTPResponseException, SMTPRecipientsRefused, SMTPSenderRefused)
"""The server said no: the letter did not go out. Anything else may have come after it took the letter."""


@dataclass(slots=True)
class Round:
    """What all letters of one run share."""

    trust: Trust
    week: dt.date
    told: dict[int, list[Told]] = field(default_factory=dict)
    places: dict[int, UnitPlace] = field(default_factory=dict)


def ask_for_digests(*, at: dt.datetime) -> None:
    """Every hour. Once a week for everybody of a trust; besides for who had to wait."""
    on = timezone.localdate(at)
    for trust in Trust.objects.filter(sends_letters=True).order_by("pk"):
        of_week = Job.objects.filter(trust=trust, name=NAME, arguments__week=week_of(on).isoformat())
        if of_week.filter(state__in=[JobState.WAITING, JobState.RUNNING]).exists():
            continue
        planned = of_week.filter(state=JobState.DONE, arguments__everybody=True).exists()
        if not planned or _waits(trust, at):
            arguments = {"week": week_of(on).isoformat(), "everybody": not planned, "trust": trust.pk}
            queue_job(name=NAME, arguments=arguments, trust=trust)


def send_digests(work: Work) -> None:
    trust, at = Trust.objects.get(pk=work.arguments["trust"]), timezone.localtime()
    week = week_of(at.date())
    if not trust.sends_letters or work.arguments["week"] != week.isoformat():
        return  # switched off, or its week is over: the next one tells what is still so
    of_all = _round(trust, week, at, everybody=work.arguments["everybody"])
    due = list(Digest.objects.due(at=at).filter(trust=trust, week=week).order_by("due_at", "pk"))
    counted: Counter[str] = Counter()
    with get_connection() as connection:
        for number, digest in enumerate(due):
            work.tell(number, len(due), "Writing letters")
            counted[send_one(digest, of_all, connection)] += 1
    work.result = dict(counted)


def send_one(digest: Digest, of_all: Round, connection: BaseEmailBackend) -> str:
    """What became of it. Whether somebody may be written to is asked at the last moment."""
    at = timezone.localtime()
    account = reachable(of_all.trust, on=at.date()).filter(person=digest.person_id).select_related("person").first()
    if account is None:
        drop(digest)
        return "not written"
    quiet = quiet_of(choice_of(account))
    if is_quiet(quiet, at):
        put_off(digest, until=first_loud(quiet, at))
        return "put off"
    said = said_to(account, of_all.told.get(account.pk, []), of_all.places, site=site(), on=at.date())
    if said.is_empty:
        drop(digest)
        return "not written"
    letter = mail_of(digest, account, said, connection)
    if not take(digest, at=at):
        return "of another worker"
    try:
        letter.send()
    except REFUSED:
        log.warning("Digest %s was refused", digest.pk, exc_info=True)
        put_back(digest, at=at)
        return "refused"
    except OSError:  # also what smtplib raises besides: the server is gone, and nobody knows what it took
        log.exception("Whether digest %s arrived is not known: it is not sent again", digest.pk)
        connection.close()
        return "not known"
    sent(digest, mentioned=said.mentioned, at=timezone.now())
    return "sent"


def _waits(trust: Trust, at: dt.datetime) -> bool:
    return Digest.objects.due(at=at).filter(trust=trust, week=week_of(timezone.localdate(at))).exists()


def _round(trust: Trust, week: dt.date, at: dt.datetime, *, everybody: bool) -> Round:
    rows = needing(trust, on=at.date())
    told = told_to_managers(trust, rows, on=at.date())
    if everybody:
        _plan(trust, week, at, {row.person_id for row in rows}, set(told))
    units = {one.unit for some in told.values() for one in some}
    return Round(trust, week, told, places_of(trust, units, on=at.date()))


def _plan(trust: Trust, week: dt.date, at: dt.datetime, people: set[int], managers: set[int]) -> None:
    """Those who have something to be told: of what is due, of their people, or by notices."""
    told = people | set(to_mention(trust).values_list("person", flat=True))
    last, due = sent_last(trust, week=week), {}
    for account in reachable(trust, on=at.date()).select_related("letter_choice"):
        if account.person_id is not None and (account.person_id in told or account.pk in managers):
            due[account.person_id] = due_at(account, at, last.get(account.person_id))
    plan_digests(trust, week=week, due=due)


def due_at(account: Account, at: dt.datetime, last: dt.datetime | None) -> dt.datetime:
    """Not within seven days of the one before, and not in quiet hours."""
    earliest = max(at, timezone.localtime(last) + A_WEEK) if last else at
    return first_loud(quiet_of(choice_of(account)), earliest)
