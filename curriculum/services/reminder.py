"""A manager reminds somebody of what their present posts ask of them: once a week, whoever it is that reminds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from workforce.enums import NoticeKind
from workforce.models import Absence, Account, Notice, Person
from workforce.queries.account import with_a_way_in
from workforce.services.notice import tell
from workforce.services.refusal import Refused

from ..queries.capability import capability_of
from ..queries.reminder import key_of


class CannotRemind(Refused):
    """There is nothing to remind of, or it was done this week."""


def remind(*, person: Person, words: str, link: str, by: Account, on: dt.date) -> Notice:
    """Of two at once the first reminds, and the second is told so; twice by the same one is once."""
    _check_needs(person, on)
    said = {"kind": NoticeKind.REMINDER, "words": words, "link": link, "key": key_of(on)}
    notice = tell(trust=person.trust, person=person, by=by, **said)  # type: ignore[arg-type]  # a kind, and words
    if notice.told_by_id != by.pk:
        raise CannotRemind(f"{person} was reminded already this week, by {who(notice)}.")
    return notice


def remind_each(
    *, people: Iterable[Person], words: Callable[[Person], tuple[str, str]], by: Account, on: dt.date
) -> tuple[list[Person], list[str]]:
    """Whoever was reminded, and of the others why not. `words`: what is said to each, and the page to begin on.

    Each is a reminder of its own: stopped in the middle and begun again, nobody is reminded twice.
    """
    done, refused = [], []
    for person in people:
        said, link = words(person)
        try:
            remind(person=person, words=said, link=link, by=by, on=on)
            done.append(person)
        except CannotRemind as refusal:
            refused.append(str(refusal))
    return done, refused


def who(notice: Notice) -> str:
    by = notice.told_by
    return str(by.person or by.get_full_name() or by) if by else "the academy"


def _check_needs(person: Person, on: dt.date) -> None:
    if person.left_date is not None and person.left_date <= on:
        raise CannotRemind(f"{person} has left.")
    if Absence.objects.filter(trust=person.trust_id, person=person).on(on).exists():
        raise CannotRemind(f"{person} is away, and is not reminded of anything until they are back.")
    if not any(level.needs_something for level in capability_of(person, on=on).levels):
        raise CannotRemind(f"{person} needs nothing today: there is nothing to remind them of.")
    if not with_a_way_in([person.pk]):
        raise CannotRemind(f"{person} has no account yet, so a reminder would reach nobody. Give them a slip first.")
