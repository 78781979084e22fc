"""The prescription of people: the shortest remaining learning, from what they hold and what is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from workforce.models import Person, Trust

from ..calc.asks import Ask, asks_of
from ..calc.days import add_days, add_months
from ..calc.dose import Entry, LevelDose
from ..calc.menu import Behind, Menu, menu
from ..calc.next_step import Offer
from ..calc.prescribed import Prescription, steps_of
from ..calc.prescription import Piece, Way, Window, is_had, within_reach
from ..calc.shortest import shortest_choice
from ..enums import ActivityKind
from ..models import Activity, ActivityVersion
from .capability import FADING_DAYS
from .coverage import version_on
from .done import Done, last_done
from .facts import entries_of, versions_of
from .offer import IN_ORDER, MONTHS_BETWEEN, as_offers, giving_versions, in_order, is_done_once

REPEAT_MONTHS = 24


class Prescriber:
    """Everything that is the same for whoever is asked about: what is asked of each level, and what is on offer."""

    def __init__(
        self,
        trust: Trust,
        *,
        on: dt.date,
        months: int,
        modules: Mapping[int, Sequence[str]],
        giving: Iterable[ActivityVersion] | None = None,
        doses: Mapping[int, LevelDose] | None = None,
    ) -> None:
        """`months`: how far to look ahead for what lapses. `modules`: those of each level, in their order.

        `giving` and `doses`: what is published and what levels ask for, where it has been read already.
        """
        giving = list(giving_versions(trust.pk) if giving is None else giving)
        self.trust, self.window = trust, window_of(on, months)
        self.modules, codes = modules, [code for theirs in modules.values() for code in theirs]
        offered = [version for version in giving if version.activity.kind in IN_ORDER]
        self.versions = {version.activity_id: version for version in in_order(offered, modules=codes)}
        self.tests = {one.activity_id: one.activity.module_key for one in giving if is_test(one)}
        self.doses = _doses_in_force(trust, on) if doses is None else doses
        self.once = frozenset(activity for activity, version in self.versions.items() if is_done_once(version))
        self.menu = cache(self._menu)

    def _menu(self, levels: frozenset[int]) -> Menu:
        pieces, codes = self._pieces(), {code for level in levels for code in self.modules.get(level, ())}
        own = [piece for piece in pieces if self.versions[piece.activity].activity.module_key in {"", *codes}]
        doses = [self.doses[level] for level in sorted(levels) if level in self.doses]
        return menu(asks_of(doses), own, [piece for piece in pieces if piece not in own], self.once)

    def _pieces(self) -> list[Piece]:
        offers = as_offers(self.versions.values(), on=self.window.on)
        return [self._piece(offer) for offer in offers]

    def _piece(self, offer: Offer) -> Piece:
        version = self.versions[offer.activity]
        return Piece(
            offer.activity,
            version.minutes,
            offer.gives,
            is_bound=version.activity.kind == ActivityKind.CLASSROOM,
            way=way_of(version.activity),
            is_refresher=version.activity.is_refresher,
        )

    def prescriptions(
        self, people: Collection[Person], levels: Mapping[int, Iterable[int]]
    ) -> Iterator[tuple[Person, Prescription]]:
        """By person, for the levels that are expected of each: a few questions, however many people there are."""
        entries = entries_of(self.trust.pk, [person.pk for person in people])
        done = self.done_by(people)
        for person in people:
            theirs = (levels.get(person.pk, ()), entries.get(person.pk, ()), done.get(person.pk, {}))
            yield person, self.prescribe(*theirs)

    def done_by(self, people: Collection[Person]) -> Mapping[int, Done]:
        once = [version for version in self.versions.values() if version.activity_id in self.once]
        return last_done(people, once, on=self.window.on)

    def prescribe(self, levels: Iterable[int], entries: Iterable[Entry], done: Done) -> Prescription:
        """For somebody at these levels, with these entries, who did these activities on these days."""
        levels, so_far = frozenset(levels), [entry for entry in entries if entry.day <= self.window.on]
        whole, missing = self.menu(levels), self.missing(levels, so_far)
        pieces = whole.left_for(self.behind(done)).for_missing(missing, so_far, self.window)
        choice = shortest_choice(missing, so_far, pieces, self.window)
        reached = within_reach(missing, so_far, pieces, self.window)
        beyond = tuple(ask for ask in missing if ask not in reached)
        return Prescription(steps_of(choice, pieces, reached), beyond, curriculum=whole.own)

    def missing(self, levels: Iterable[int], entries: Iterable[Entry]) -> list[Ask]:
        so_far = [entry for entry in entries if entry.day <= self.window.on]
        return [ask for ask in self.menu(frozenset(levels)).asks if not is_had(ask, so_far, self.window)]

    def behind(self, done: Done) -> Behind:
        on = self.window.on
        shown = {self.tests[activity] for activity in done if activity in self.tests}
        return Behind(
            recently={activity for activity, day in done.items() if day > add_months(on, -MONTHS_BETWEEN)},
            not_long_ago={activity for activity, day in done.items() if day > add_months(on, -REPEAT_MONTHS)},
            ever=done.keys(),
            shown={one for one, version in self.versions.items() if _is_spared_by(version, shown)},
        )


def window_of(on: dt.date, months: int) -> Window:
    """So far at least as what counts as fading, however short the months are."""
    return Window(on, max(add_months(on, months), add_days(on, FADING_DAYS + 1)))


def way_of(activity: Activity) -> Way | None:
    return Way(activity.module_key, activity.way) if activity.way else None


def is_test(version: ActivityVersion) -> bool:
    return version.activity.kind == ActivityKind.TEST


def _is_spared_by(version: ActivityVersion, modules: Collection[str]) -> bool:
    """A test spares lessons. What is done in a room with others it cannot stand for."""
    return version.activity.kind == ActivityKind.LESSON and version.activity.module_key in modules


def _doses_in_force(trust: Trust, on: dt.date) -> dict[int, LevelDose]:
    in_force = version_on(versions_of(trust.pk), on)
    return {level: asked.dose for level, asked in in_force.levels.items()} if in_force else {}


def prescription_of(person: Person, levels: Iterable[int], prescriber: Prescriber) -> Prescription:
    return next(one for _person, one in prescriber.prescriptions([person], {person.pk: levels}))
