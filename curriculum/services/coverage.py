"""Keeps coverage current: how people stand is stored, and what that adds to the curves is written as changes.

Whoever changes a fact writes, in the same transaction, only what that changes: the curves of one person before, taken
from the curves after. So the sum of all curves is right at each commit, and no row of an upper unit is waited for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from django.db import transaction

from workforce.models import ChangedPerson, Trust

from ..calc.curve import Change, Point, Standing, curves, difference, standing, where_they_differ
from ..calc.facts import Facts
from ..calc.timeline import PersonFacts, ground_of_facts, timeline
from ..queries.facts import facts_of
from ..queries.standing import standings_of
from .copying import copy_rows
from .locks import hold_people, share_trust
from .standing import Standings, store

CHANGES = "curriculum_coveragechange (trust_id, unit_id, level_id, line, day, people, beside, fte)"
AT_ONCE = 500  # people whose facts are in memory together


@transaction.atomic
def refresh_people(trust: Trust) -> int:
    """Everybody whose facts have changed, all in one transaction: until then coverage is as it was. How many.

    The trust is shared before anybody is taken: who makes all of it anew waits for nobody that waits for them.
    """
    share_trust(trust.pk)
    changed = sorted(_take_changed(trust))
    for people in in_parts(changed):
        refresh(trust.pk, people)
    return len(changed)


@transaction.atomic
def refresh(trust: int, people: Sequence[int]) -> int:
    """These people anew from their facts; how many changes that makes to the curves."""
    share_trust(trust)
    hold_people(people)
    old = standings_of(trust, people)
    return restand(trust, old, fresh_standings(facts_of(trust, people), people))


def restand(trust: int, old: Standings, new: Standings) -> int:
    """Stores how people stand now, and by how much that changes each curve."""
    differing = [person for person in {*old, *new} if [*old.get(person, ())] != [*new.get(person, ())]]
    changes: dict[Point, Change] = {}
    lines = {person: where_they_differ(old.get(person, ()), new.get(person, ())) for person in differing}
    for before, after in lines.values():
        _add(changes, difference(curves(before), curves(after)))
    store(trust, _only(differing, old), _only(differing, new), lines)
    return _write(trust, changes)


def fresh_standings(facts: Facts, people: Iterable[int]) -> dict[int, list[Standing]]:
    ground, own = ground_of_facts(facts), own_facts(facts)
    return {
        person: [standing(ground, line) for line in timeline(ground, own[person])] for person in people if person in own
    }


def own_facts(facts: Facts) -> dict[int, PersonFacts]:
    """By person, for everybody who has a post on any day."""
    own = {post.person: PersonFacts([], [], [], [], facts.entries.get(post.person, ())) for post in facts.posts}
    for kind in ("posts", "absences", "exemptions", "nominations"):
        for fact in getattr(facts, kind):
            if fact.person in own:
                getattr(own[fact.person], kind).append(fact)
    return own


def in_parts(people: Iterable[int], size: int = AT_ONCE) -> Iterator[list[int]]:
    rest = iter(people)
    while part := [*islice(rest, size)]:
        yield part


def _take_changed(trust: Trust) -> set[int]:
    """Those that nobody else is at work on: whoever took them makes them right."""
    rows = ChangedPerson.objects.filter(trust=trust).select_for_update(skip_locked=True)
    taken = [*rows.values_list("pk", "person")]
    ChangedPerson.objects.filter(pk__in=[pk for pk, _ in taken]).delete()
    return {person for _, person in taken}


def _only(people: Iterable[int], standings: Standings) -> Standings:
    return {person: standings[person] for person in people if person in standings}


def _add(total: dict[Point, Change], more: Mapping[Point, Change]) -> None:
    for point, change in more.items():
        if point in total:
            change = Change(*(a + b for a, b in zip(total[point], change, strict=True)))
        total[point] = change


def _write(trust: int, changes: Mapping[Point, Change]) -> int:
    """In the order of their curves, so that the index is written from one end to the other."""
    told = sorted(item for item in changes.items() if any(item[1]))
    return copy_rows(
        CHANGES,
        (
            f"{trust}\t{unit}\t{level}\t{line}\t{day}\t{change.people}\t{change.beside}\t{change.fte}"
            for (unit, level, line, day), change in told
        ),
    )
