"""Reading and choosing over HTTP, eight at once: a lesson's page, and what is kept of a choice a moment later."""

from __future__ import annotations

import copy
import time
import uuid
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from cms.forms.check import Sealed, seal
from cms.loading.files import CONTENT, read
from cms.loading.module import load_module
from cms.loading.site import load_site
from cms.pages import lesson_of, path_of
from curriculum.models import ActivityVersion, ExpectedPost, Level, Progress, Skill
from workforce.models import Trust

from .big_account import learners_of
from .cast import Cast
from .many import Request, at_once, told
from .web import Web

PEOPLE, WARM_UP, KEY, QUESTION = 400, 80, "IN-1-01", "IN-1-01-Q1"


def run(cast: Cast, web: Web) -> None:
    rows = ExpectedPost.objects.filter(trust=cast.trust).order_by("person")
    people = [*rows.values_list("person", flat=True).distinct()[:PEOPLE]]
    learners, version = learners_of(cast.trust, people), _lesson(cast.trust)
    address = path_of(lesson_of(cast.trust.pk, KEY))  # type: ignore[arg-type]  # loaded a moment ago
    print("a lesson, read and answered as one goes")
    reading = [Request(address, f"sessionid={session}") for _account, session in learners]
    notes = [_note(account, session, version) for account, session in learners]
    bare = [one._replace(address=f"/bare/one-row?person={person}") for one, person in zip(reading, people, strict=True)]
    at_once(web, bare[:WARM_UP] + reading[:WARM_UP])
    told("limit: one row read, the same middleware", at_once(web, bare))
    told("a lesson's page", at_once(web, reading))
    told("what was chosen, kept", at_once(web, notes))
    kept = Progress.objects.filter(activity=version.activity_id, answers__has_key=QUESTION, person__in=people).count()
    if kept != len(people):
        raise SystemExit(f"{kept} of {len(people)} are kept, so there is no figure.")


def _note(account: Any, session: str, version: ActivityVersion) -> Request:
    """The first choice of somebody who has just opened the lesson."""
    token = seal(Sealed(account.person_id, version.pk, str(uuid.uuid4()), opened=int(time.time())))
    body = {"token": token, "number": 1, "place": 3, "ago": 0, "touched": QUESTION, QUESTION: "1"}
    return Request("/my/answers/note/", f"sessionid={session}", urlencode(body))


def _lesson(trust: Trust) -> ActivityVersion:
    """The first two lessons of the introduction, with the skills and a level of this trust."""
    data = copy.deepcopy(read(CONTENT / "modules" / "IN-1.yml"))
    skills = cycle(Skill.objects.filter(trust=trust).order_by("code").values_list("code", flat=True))
    data["parts"], data["levels"] = data["parts"][:2], [Level.objects.filter(trust=trust).earliest("position").code]
    data["sign_off"], data["know_this_already"] = [], {}
    for part in data["parts"]:
        for dose in part["doses"]:
            dose["skill"] = next(skills)
    load_module(load_site(trust, by=None), data, trust=trust, by=None)
    return ActivityVersion.objects.filter(activity__trust=trust, activity__key=KEY).latest("number")
