"""The prescription of people: the shortest remaining learning, from what they hold and what is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from workforce.models import Person, Trust

from ..calc.asks import asks_of
from ..calc.days import add_months
from ..calc.dose import Entry
from ..calc.menu import Menu, menu
from ..calc.prescribed import Prescription, steps_of
from ..calc.prescription import Piece, Window, is_had, within_reach
from ..calc.shortest import shortest_choice
from .coverage import version_on
from .done import Done, last_done
from .facts import entries_of, versions_of
from .offer import IN_ORDER, MONTHS_BETWEEN, as_offers, giving_versions, in_order, is_done_once

REPEAT_MONTHS = 24


class Prescriber:
    """Everything that is the same for whoever is asked about: what is in force, and what is on offer."""

    def __init__(self, trust: Trust, *, on: dt.date, months: int, modules: Mapping[int, Sequence[str]]) -> None:
        """`months`: how far to look ahead for what lapses. `modules`: those of each level, in their order."""
        self.trust, self.window = trust, Window(on, add_months(on, months))
        self.modules, codes = modules, [code for theirs in modules.values() for code in theirs]
        giving = [version for version in giving_versions(trust.pk) if version.activity.kind in IN_ORDER]
        self.versions = {version.activity_id: version for version in in_order(giving, modules=codes)}
        in_force = version_on(versions_of(trust.pk), on)
        self.levels = in_force.levels if in_force else {}
        self.once = frozenset(activity for activity, version in self.versions.items() if is_done_once(version))
        self.menu = cache(self._menu)

    def _menu(self, levels: frozenset[int]) -> Menu:
        pieces, codes = self._pieces(), {code for level in levels for code in self.modules.get(level, ())}
        own = [piece for piece in pieces if self.versions[piece.activity].activity.module_key in {"", *codes}]
        doses = [self.levels[level].dose for level in sorted(levels) if level in self.levels]
        return menu(asks_of(doses), own, [piece for piece in pieces if piece not in own], self.once)

    def _pieces(self) -> list[Piece]:
        offers = as_offers(self.versions.values(), on=self.window.on)
        return [Piece(offer.activity, self.versions[offer.activity].minutes, offer.gives) for offer in offers]

    def prescriptions(
        self, people: Collection[Person], levels: Mapping[int, Iterable[int]]
    ) -> Iterator[tuple[Person, Prescription]]:
        """By person, for the levels that are expected of each: a few questions, however many people there are."""
        entries = entries_of(self.trust.pk, [person.pk for person in people])
        done = last_done(people, self.versions.values(), on=self.window.on, months=REPEAT_MONTHS)
        for person in people:
            theirs = (levels.get(person.pk, ()), entries.get(person.pk, ()), done.get(person.pk, {}))
            yield person, self.prescribe(*theirs)

    def prescribe(self, levels: Iterable[int], entries: Iterable[Entry], done: Done) -> Prescription:
        """For somebody at these levels, with these entries, who did these activities on these days."""
        on, whole = self.window.on, self.menu(frozenset(levels))
        so_far = [entry for entry in entries if entry.day <= on]
        recently = {activity for activity, day in done.items() if day > add_months(on, -MONTHS_BETWEEN)}
        missing = [ask for ask in whole.asks if not is_had(ask, so_far, self.window)]
        pieces = whole.left_for(recently, done.keys()).for_missing(missing, so_far, self.window)
        choice = shortest_choice(missing, so_far, pieces, self.window)
        reached = within_reach(missing, so_far, pieces, self.window)
        beyond = tuple(ask for ask in missing if ask not in reached)
        return Prescription(steps_of(choice, pieces, reached), beyond, curriculum=whole.own)


def prescription_of(person: Person, levels: Iterable[int], prescriber: Prescriber) -> Prescription:
    return next(one for _person, one in prescriber.prescriptions([person], {person.pk: levels}))
