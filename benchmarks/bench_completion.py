"""Lessons done over HTTP by people who are signed in, right in every unit above when the answer returns.

Eight writers at once, each on people of its own; then all eight send the same lessons of one person.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from cms.forms.check import Sealed, seal
from curriculum.enums import ActivityKind
from curriculum.models import ActivityVersion, DoseEntry, ExpectedPost, Skill
from curriculum.services.activity import Part, publish_activity
from curriculum.services.curve import fold_changes
from curriculum.services.entry import Dose

from .big_account import learners_of
from .cast import Cast
from .many import Request, at_once, told
from .right import check_by_counting
from .web import Web

COMPLETIONS, WARM_UP, LESSONS_OF_ONE = 400, 80, 20
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


def answered(account: Any, session: str, version: ActivityVersion) -> tuple[uuid.UUID, Request]:
    """One lesson's check, answered right; and the attempt that it becomes."""
    attempt = uuid.uuid4()
    sealed = seal(Sealed(account.person_id, version.pk, str(attempt), opened=int(time.time())))
    body = urlencode({"csrfmiddlewaretoken": TOKEN, "token": sealed, "q1": "0"})
    return attempt, Request("/my/answers/", f"sessionid={session}; csrftoken={TOKEN}", body, 302)


def run(cast: Cast, web: Web) -> None:
    rows = ExpectedPost.objects.filter(trust=cast.trust).order_by("person")
    people = [*rows.values_list("person", flat=True).distinct()[: COMPLETIONS + WARM_UP]]
    learners, version = learners_of(cast.trust, people), _lesson(cast, 0)
    warm = dict(answered(account, session, version) for account, session in learners[COMPLETIONS:])
    posts = dict(answered(account, session, version) for account, session in learners[:COMPLETIONS])
    lessons = [_lesson(cast, number) for number in range(LESSONS_OF_ONE)]
    same = dict(answered(*learners[0], one) for one in lessons)
    print("a lesson's check answered over HTTP")
    bare = [
        Request(f"/bare/one-row?person={person}", f"sessionid={session}")
        for person, (_account, session) in zip(people, learners, strict=True)
    ]
    at_once(web, bare[:WARM_UP] + [*warm.values()])
    limit = at_once(web, bare)
    own, on_one = at_once(web, [*posts.values()]), at_once(web, [*same.values()], each=True)
    _must_be_once(posts)
    _must_be_once(same)
    checked = check_by_counting(cast.trust, [cast.top.pk, *cast.with_children], cast.today)
    fold_changes(cast.trust.pk)
    told("limit: one row read, the same middleware", limit)
    told("eight writers, each on people of its own", own)
    told("eight writers sending the same of one person", on_one)
    print(f"  counts exact, {checked:,} cells right after it", flush=True)


def _lesson(cast: Cast, number: int) -> ActivityVersion:
    skill = Skill.objects.filter(trust=cast.trust).order_by("code")[number]
    part = Part(f"bench-{uuid.uuid4().hex[:12]}", ActivityKind.LESSON, "A lesson to measure by", 1)
    return publish_activity(trust=cast.trust, part=part, doses=[Dose(skill.pk, 1, 1)], content=CHECK, by=None)


def _must_be_once(attempts: Collection[uuid.UUID]) -> None:
    found = DoseEntry.objects.filter(source_id__in=attempts).count()
    if found != len(attempts):
        raise SystemExit(f"{found} entries of {len(attempts)} lessons, so there is no figure.")
