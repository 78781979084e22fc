"""A pasted list of people: each line a name, an employee or assignment number, or an address. Who is meant?"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower, Trim

from ..models import Person, PersonIdentifier, PostIdentifier, Trust

LONGEST_LINE = 200
SEVERAL_SPACES = re.compile(r"\s+")
PARTS = re.compile(r"[|;]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was typed, and everybody of the trust whom it may mean.

    Not sure: it is a surname alone. Somebody says who is meant, however few people have it.
    """

    number: int
    text: str
    people: tuple[Person, ...]
    is_sure: bool = True


def read_roster(text: str, trust: Trust, *, on: dt.date) -> list[Line]:
    """In the same few questions however long the list is; empty lines are left out."""
    lines = [(number, words) for number, line in enumerate(text.splitlines(), 1) if (words := _tidy(line))]
    known = _Known.of({part for _number, words in lines for part in _parts(words)}, trust, on)
    return [known.read(number, words) for number, words in lines]


@dataclass(frozen=True, slots=True)
class _Known:
    by_number: dict[str, list[Person]]
    by_address: dict[str, list[Person]]
    by_name: dict[str, list[Person]]
    by_surname: dict[str, list[Person]]

    @classmethod
    def of(cls, parts: set[str], trust: Trust, on: dt.date) -> _Known:
        people = Person.objects.filter(Q(left_date=None) | Q(left_date__gt=on), trust=trust, pseudonymised_date=None)
        whole = Lower(Trim(Concat("given_name", Value(" "), "family_name", output_field=CharField())))
        names = {name for part in parts for name in _names(part)}
        told = people.annotate(whole=whole, family=Lower(Trim("family_name"))).order_by(
            "family_name", "given_name", "pk"
        )
        named = list(told.filter(Q(whole__in=names) | Q(family__in=names)))
        addressed = people.annotate(address=Lower("email")).filter(address__in={part.lower() for part in parts})
        return cls(
            by_number=_numbered(parts, trust, on, people),
            by_address=_grouped((person.email.lower(), person) for person in addressed if person.email),
            by_name=_grouped((str(person).lower(), person) for person in named),
            by_surname=_grouped((person.family_name.strip().lower(), person) for person in named),
        )

    def read(self, number: int, words: str) -> Line:
        if people := self.meant_by(words):
            return Line(number, words, people)
        return Line(number, words, self._of(self.by_surname, words), is_sure=False)

    def meant_by(self, words: str) -> tuple[Person, ...]:
        """A number or an address says it alone; a name only where neither does."""
        for part in _parts(words):
            if found := self.by_number.get(part.upper()) or self.by_address.get(part.lower()):
                return _distinct(found)
        return self._of(self.by_name, words)

    def _of(self, known: dict[str, list[Person]], words: str) -> tuple[Person, ...]:
        return _distinct([one for part in _parts(words) for name in _names(part) for one in known.get(name, ())])


def _numbered(parts: set[str], trust: Trust, on: dt.date, people: QuerySet[Person]) -> dict[str, list[Person]]:
    values = {*parts, *(part.upper() for part in parts)}
    own = PersonIdentifier.objects.filter(trust=trust, value__in=values, person__in=people).on(on)
    of_posts = PostIdentifier.objects.filter(trust=trust, value__in=values, post__person__in=people).on(on)
    found = [(one.value.upper(), one.person) for one in own.select_related("person")]
    return _grouped(
        [*found, *((one.value.upper(), one.post.person) for one in of_posts.select_related("post__person"))]
    )


def _tidy(line: str) -> str:
    words = line.replace("\x00", "").replace("’", "'").replace("\u00a0", " ")
    return SEVERAL_SPACES.sub(" ", words.replace("\t", "|")).strip(" ,;|")[:LONGEST_LINE]


def _parts(words: str) -> list[str]:
    """The whole, and the cells of a line copied from a table."""
    cells = [cell.strip() for cell in PARTS.split(words)]
    return [words, *(cell for cell in cells if cell and cell != words)]


def _names(part: str) -> list[str]:
    """As `Forename Surname`: what stands before a comma is the surname."""
    family, comma, given = (piece.strip() for piece in part.lower().partition(","))
    return [f"{given} {family}" if comma else family]


def _grouped(pairs: Iterable[tuple[str, Person]]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for key, person in pairs:
        found[key].append(person)
    return found


def _distinct(people: Sequence[Person]) -> tuple[Person, ...]:
    return tuple({person.pk: person for person in people}.values())
