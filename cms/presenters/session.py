"""A session in words; and a pasted list, line by line: who is meant, who is not known, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from curriculum.models import TaughtSession
from workforce.models import Person
from workforce.queries.roster import Line

from .figure import day_words

MATCHED, AMBIGUOUS, UNKNOWN, BEFORE, OUTSIDE, OWN, TWICE, MANY = (
    "matched", "ambiguous", "unknown", "before", "outside", "own", "twice", "many",
)  # fmt: skip
NOBODY = "nobody"
MOST_CHOICES = 20


@dataclass(frozen=True, slots=True)
class SessionLine:
    title: str
    kind: str
    day: str
    site: str
    by: str


def session_line(session: TaughtSession) -> SessionLine:
    by = session.recorded_by
    return SessionLine(
        title=session.version.activity.title,
        kind=session.version.activity.get_kind_display(),
        day=day_words(session.given_date),
        site=str(session.site or ""),
        by=str(by.person or by.get_full_name() or by.get_username()) if by else _("the Improvement Academy"),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str
    post: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LineView:
    number: int
    text: str
    state: str
    person: Person | None = None
    post: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def field(self) -> str:
        return f"line-{self.number}"


@dataclass(frozen=True, slots=True)
class Preview:
    lines: tuple[LineView, ...]

    def of(self, state: str) -> list[LineView]:
        return [line for line in self.lines if line.state == state]

    @property
    def matched(self) -> list[LineView]:
        return self.of(MATCHED)

    @property
    def ambiguous(self) -> list[LineView]:
        return self.of(AMBIGUOUS)

    @property
    def left_out(self) -> list[tuple[str, list[LineView]]]:
        """Whoever will not be recorded, by the reason why."""
        told = [
            (UNKNOWN, _("Not known here")),
            (MANY, _("Too many people have this name: write the forename too, or a number")),
            (OUTSIDE, _("Outside the units where you record")),
            (BEFORE, _("Recorded for this activity on that day already, here or in the log of their team")),
            (OWN, _("Yourself: ask somebody else to record that you were there")),
            (TWICE, _("In the list twice")),
        ]
        return [(words, self.of(state)) for state, words in told if self.of(state)]

    @property
    def is_open(self) -> bool:
        """Somebody has still to be chosen, or there is nobody."""
        return not self.to_record or self.is_unchosen

    @property
    def is_unchosen(self) -> bool:
        return any(not any(choice.is_chosen for choice in line.choices) for line in self.ambiguous)

    @property
    def to_record(self) -> list[Person]:
        return [line.person for line in self.lines if line.person and line.state in (MATCHED, AMBIGUOUS)]


def preview_of(
    lines: Sequence[Line],
    *,
    may: set[int],
    own: int | None,
    before: set[int],
    chosen: Mapping[str, str],
    posts: Mapping[int, str],
) -> Preview:
    """`may`: whom one may record. `chosen`: what was chosen of ambiguous lines, by the line's field."""
    views: list[LineView] = []
    taken: set[int] = set()
    for line in lines:
        view = _line(line, may=may, own=own, before=before, chosen=chosen, posts=posts)
        if view.person and view.person.pk in taken:
            view = LineView(line.number, line.text, TWICE)
        if view.person:
            taken.add(view.person.pk)
        views.append(view)
    return Preview(tuple(views))


def _line(
    line: Line,
    *,
    may: set[int],
    own: int | None,
    before: set[int],
    chosen: Mapping[str, str],
    posts: Mapping[int, str],
) -> LineView:
    reached = [person for person in line.people if person.pk in may]
    if not reached:
        return LineView(line.number, line.text, _why_not(line, own))
    if line.is_sure and len(reached) == 1:
        [person] = reached
        state = BEFORE if person.pk in before else MATCHED
        return LineView(line.number, line.text, state, None if state == BEFORE else person, posts.get(person.pk, ""))
    return _several(line, [person for person in reached if person.pk not in before], chosen, posts)


def _several(line: Line, people: list[Person], chosen: Mapping[str, str], posts: Mapping[int, str]) -> LineView:
    if not people:
        return LineView(line.number, line.text, BEFORE)
    if len(people) > MOST_CHOICES:
        return LineView(line.number, line.text, MANY)
    value = chosen.get(f"line-{line.number}", "")
    choices = tuple(
        Choice(str(person.uuid), str(person), posts.get(person.pk, ""), str(person.uuid) == value) for person in people
    )
    nobody = Choice(NOBODY, _("None of them: leave this line out"), "", value == NOBODY)
    person = next((person for person in people if str(person.uuid) == value), None)
    return LineView(line.number, line.text, AMBIGUOUS, person, "", (*choices, nobody))


def _why_not(line: Line, own: int | None) -> str:
    """Whether there is anybody of a mere surname elsewhere in the trust is not told."""
    if any(person.pk == own for person in line.people):
        return OWN
    return OUTSIDE if line.people and line.is_sure else UNKNOWN
