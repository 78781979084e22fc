"""A letter about somebody's place in a session, with the invitation that their own calendar takes in.

It says what is so when it is sent: what has been overtaken meanwhile is not sent, for the later letter says it.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.models import Booking
from curriculum.queries.booking import OF_A_SESSION, is_overtaken
from curriculum.queries.calendar_feed import is_read_by_a_calendar
from curriculum.services.session_news import News
from workforce.enums import NoticeKind
from workforce.models import Notice
from workforce.services.job import Work, queue_later
from workforce.services.notice import tell, told_by_letter

from .presenters.calendar import invitation_of
from .presenters.planned_session import own_view, session_view
from .presenters.session_news import WORDS

log = logging.getLogger(__name__)
NEVER_IN_A_CALENDAR = (News.NO_MORE_TO_WAIT_FOR, News.PUT_IN_LINE)
LONGEST, LONGEST_WAIT = 500, dt.timedelta(hours=1)


def send_session_news(work: Work) -> None:
    booking = Booking.objects.select_related("person", *OF_A_SESSION).get(pk=work.arguments["booking"])
    news = next(one for one in News if one.code == work.arguments["news"])
    now = timezone.now()
    if not _is_so_still(booking, news, now):
        return
    notice = _tell(booking, news, work.arguments.get("first", work.job.pk))
    if not booking.person.email:
        return
    try:
        _letter(booking, news, now).send()
        told_by_letter(notice, at=now)
    except smtplib.SMTPRecipientsRefused:
        log.warning("The address of person %s takes no letters", booking.person_id)
    except OSError:
        _try_later(work, now)


def _try_later(work: Work, now: dt.datetime) -> None:
    """The mail server is away: after two minutes, then four, at last every hour, as long as the letter is true."""
    tries = work.arguments.get("tries", 0) + 1
    log.warning("The letter of job %s did not go out; times tried: %s", work.job.pk, tries, exc_info=True)
    wait = min(dt.timedelta(minutes=2 ** min(tries, 10)), LONGEST_WAIT)
    queue_later(work.job, arguments={"first": work.job.pk, **work.arguments, "tries": tries}, at=now + wait)


def _tell(booking: Booking, news: News, first: int) -> Notice:
    """On their page of notices, too: once, however often the letter is tried."""
    view = session_view(booking.session)
    told = {"news": WORDS[news], "title": view.title, "when": view.when, "where": view.where}
    return tell(
        trust=booking.person.trust,
        person=booking.person,
        kind=NoticeKind.BOOKING,
        words=(_("%(news)s: %(title)s, %(when)s, %(where)s.") % told)[:LONGEST],
        link=reverse("planned-session", args=[booking.session.uuid]),
        key=f"session news {first}",
    )


def _is_so_still(booking: Booking, news: News, now: dt.datetime) -> bool:
    left, session = booking.person.left_date, booking.session
    is_gone = left is not None and left <= timezone.localdate(now)
    return session.starts_at > now and not is_gone and booking.has_place == news.has_place and not is_overtaken(booking)


def _letter(booking: Booking, news: News, now: dt.datetime) -> EmailMultiAlternatives:
    site, view = settings.WAGTAILADMIN_BASE_URL.rstrip("/"), session_view(booking.session)
    has_invitation = news not in NEVER_IN_A_CALENDAR and not is_read_by_a_calendar(booking.person, on=now.date())
    told = {
        "words": WORDS[news],
        "session": view,
        "own": own_view(booking, now=now),
        "address": site + reverse("planned-session", args=[booking.session.uuid]),
        "can_give_up": booking.has_place and booking.part == "LEARNER",
        "has_invitation": has_invitation,
    }
    subject = _("%(news)s: %(title)s, %(day)s") % {"news": WORDS[news], "title": view.title, "day": view.day}
    body = render_to_string("emails/session.txt", told)
    letter = EmailMultiAlternatives(" ".join(subject.split()), body, None, [booking.person.email])
    if has_invitation:
        _invite(letter, booking, site)
    return letter


def _invite(letter: EmailMultiAlternatives, booking: Booking, site: str) -> None:
    """As another form of the letter: programs show it with the words, and not as a file to open."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    method, invitation = invitation_of(booking, site=site, sender=sender, to=booking.person.email)
    letter.attach_alternative(invitation.decode(), f"text/calendar; method={method}")
