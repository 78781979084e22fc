"""Lessons done over HTTP by people who are signed in, right in every unit above when the answer returns.

Eight writers at once, each on people of its own; then all eight send the same lessons of one person.
"""

from __future__ import annotations

import threading
import time
import uuid
from typing import Any
from urllib.parse import urlencode

from cms.forms.check import seal
from curriculum.enums import ActivityKind
from curriculum.models import ActivityVersion, DoseEntry, ExpectedPost, Skill
from curriculum.services.activity import Part, publish_activity
from curriculum.services.curve import fold_changes
from curriculum.services.entry import Dose

from .big_account import learners_of
from .cast import Cast
from .right import check_by_counting
from .web import Web

WRITERS, COMPLETIONS, LESSONS_OF_ONE = 8, 400, 20
TOKEN = "b" * 32  # the same in cookie and form, which is all that Django asks of it
CHECK = {
    "pass_mark": 100,
    "questions": [
        {
            "key": "q1",
            "kind": "single",
            "prompt": "Is this a benchmark?",
            "answers": [{"text": "Yes", "correct": True}, {"text": "No", "correct": False}],
        }
    ],
}


class Post:
    """One lesson's check, answered right."""

    def __init__(self, account: Any, session: str, version: ActivityVersion) -> None:
        self.attempt = uuid.uuid4()
        sealed = seal(person=account.person_id, version=version.pk, attempt=str(self.attempt))
        self.body = urlencode({"csrfmiddlewaretoken": TOKEN, "token": sealed, "q1": "0"})
        self.cookie = f"sessionid={session}; csrftoken={TOKEN}"


def run(cast: Cast, web: Web) -> None:
    rows = ExpectedPost.objects.filter(trust=cast.trust).order_by("person")
    people = [*rows.values_list("person", flat=True).distinct()[:COMPLETIONS]]
    learners, version = learners_of(cast.trust, people), _lesson(cast, 0)
    posts = [Post(account, session, version) for account, session in learners]
    lessons = [_lesson(cast, number) for number in range(LESSONS_OF_ONE)]
    same = [Post(*learners[0], one) for one in lessons]
    print("a lesson's check answered over HTTP")
    limit = _at_once(web, [f"/bare/one-row?person={person}" for person in people])
    own, on_one = _at_once(web, posts), _at_once(web, same, each=True)
    _must_be_once(posts)
    _must_be_once(same)
    checked = check_by_counting(cast.trust, [cast.top.pk, *cast.with_children], cast.today)
    fold_changes(cast.trust.pk)
    _told("limit: one row read, the same middleware", *limit)
    _told("eight writers, each on people of its own", *own)
    _told("eight writers sending the same of one person", *on_one)
    print(f"  counts exact, {checked:,} cells right after it", flush=True)


def _lesson(cast: Cast, number: int) -> ActivityVersion:
    skill = Skill.objects.filter(trust=cast.trust).order_by("code")[number]
    part = Part(f"bench-{uuid.uuid4().hex[:12]}", ActivityKind.LESSON, "A lesson to measure by", 1)
    return publish_activity(trust=cast.trust, part=part, doses=[Dose(skill.pk, 1, 1)], content=CHECK, by=None)


def _at_once(web: Web, asked: list[Any], *, each: bool = False) -> tuple[float, list[float]]:
    """Answers a second, and milliseconds of each in order. `each`: every writer sends all of them."""
    took: list[float] = []
    shares = [asked if each else asked[number::WRITERS] for number in range(WRITERS)]
    threads = [threading.Thread(target=_send, args=[web.cookie, share, took]) for share in shares]
    began = time.perf_counter()
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return len(took) / (time.perf_counter() - began), sorted(took)


def _send(cookie: str, asked: list[Any], took: list[float]) -> None:
    web = Web(None, cookie)
    for one in asked:
        began = time.perf_counter()
        if isinstance(one, Post):
            web.post("/my/answers/", one.body, one.cookie)
        else:
            web.get(one)
        took.append((time.perf_counter() - began) * 1000)


def _must_be_once(posts: list[Post]) -> None:
    found = DoseEntry.objects.filter(source_id__in=[post.attempt for post in posts]).count()
    if found != len(posts):
        raise SystemExit(f"{found} entries of {len(posts)} lessons, so there is no figure.")


def _told(words: str, rate: float, took: list[float]) -> None:
    p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
    print(f"  {words:<46} {rate:6.0f} a second   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms", flush=True)
