"""Who can sign in to the example trust: one account a role, each matched to somebody with something true to show."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workforce.enums import PostFlag, Role

from .facts import PersonFact, StretchFact, Trust
from .lives import DAYS_AT_WORK
from .training import Learned

PASSWORD = "Improve-a-little-2026"  # printed for everybody who runs the example
UNMATCHED = "new.starter@example.nhs.uk"


@dataclass(frozen=True, slots=True)
class Part:
    """An account, what it may do and where (empty: in the unit of the first part), and what there is to see."""

    email: str
    role: Role
    words: str
    is_them: Callable[[Story], bool]
    unit: str = "TRUST"


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of somebody when the parts are given out."""

    person: PersonFact
    now: StretchFact
    lessons: int
    came_to_the_workshop: bool


PARTS = [
    Part(
        "staff@example.nhs.uk",
        Role.STAFF,
        "a nurse half-way through the introduction",
        lambda story: (
            story.now.title == "Staff Nurse"
            and story.now.unit.startswith("WARD-")
            and 8 <= story.lessons <= 14
            and not story.came_to_the_workshop
        ),
    ),
    Part(
        "manager@example.nhs.uk",
        Role.UNIT_MANAGER,
        "the manager of that nurse's ward: who is due, who is fading",
        lambda story: story.now.title == "Ward Manager",
        unit="",
    ),
    Part(
        "coach@example.nhs.uk",
        Role.COACH,
        "an improvement coach",
        lambda story: PostFlag.COACH in story.now.flags and story.lessons > 8,
    ),
    Part(
        "academy@example.nhs.uk",
        Role.ACADEMY_LEAD,
        "an adviser who leads the academy",
        lambda story: story.now.title == "Improvement Adviser",
    ),
    Part(
        "lead@example.nhs.uk",
        Role.PROGRAMME_LEAD,
        "the head of improvement: the whole trust, framework, plans",
        lambda story: story.now.title == "Head of Improvement",
    ),
    Part(
        "board@example.nhs.uk",
        Role.BOARD_READER,
        "a non-executive director: the board page, rounded",
        lambda story: story.now.title == "Non-executive Director",
    ),
    Part(
        "editor@example.nhs.uk",
        Role.EDITOR,
        "an adviser who writes the lessons, in /cms/",
        lambda story: story.now.unit == "LEARNING-AND-DEVELOPMENT" and story.now.title == "Adviser",
    ),
    Part(
        "admin@example.nhs.uk",
        Role.ADMINISTRATOR,
        "the workforce information manager: imports, accounts",
        lambda story: story.now.unit == "WORKFORCE-INFORMATION" and story.now.title == "Service Manager",
    ),
]


def cast(trust: Trust, learned: Iterable[Learned], today: dt.date) -> list[tuple[Part, Story]]:
    """The first in the list of people whom a part fits, nobody twice; a part that fits nobody is left out."""
    stories, taken = [*_stories(trust, learned, today)], set[str]()
    given: list[tuple[Part, Story]] = []
    for part in PARTS:
        fitting = (
            story
            for story in stories
            if part.is_them(story)
            and story.person.employee not in taken
            and (part.unit or (given and story.now.unit == given[0][1].now.unit))
        )
        story = next(fitting, None)
        if story:
            taken.add(story.person.employee)
            given.append((part, story))
    return given


def _stories(trust: Trust, learned: Iterable[Learned], today: dt.date) -> Iterable[Story]:
    done = [told for told in learned if told.key.startswith("IN-1-")]
    lessons = Counter(told.employee for told in done if not told.key.startswith("IN-1-C"))
    workshop = {told.employee for told in done if told.key.startswith("IN-1-C")}
    for person in trust.people:
        now = [s for s in person.posts[0].stretches if s.since <= today and (s.until is None or today < s.until)]
        if now and person.works_on(today) and not _was_away(person, today):
            yield Story(person, now[0], lessons[person.employee], person.employee in workshop)


def _was_away(person: PersonFact, today: dt.date) -> bool:
    """Of late too: whoever comes back is counted as away for some months more."""
    lately = today - dt.timedelta(days=DAYS_AT_WORK)
    return any(away.until is None or away.until > lately for away in person.absences)
