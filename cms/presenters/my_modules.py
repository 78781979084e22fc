"""The modules as one reader needs them: what their way leads through, what they are booked for, and what is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from curriculum.enums import ActivityKind
from curriculum.queries.capability import capability_of
from curriculum.queries.learning import finished_by
from curriculum.queries.own_way import Booked, OwnWay
from workforce.models import Person

from .booked import BookedView, booked_views
from .my_way import steps_in_time, version_of, way_of

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from ..models import ModulePage


@dataclass(frozen=True, slots=True)
class MyModules:
    """A module stands in one of the lists, or in none: what is on the way is not done yet."""

    for_you: Sequence[ModulePage] = ()
    booked: Sequence[tuple[ModulePage, BookedView]] = ()
    done: Sequence[ModulePage] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.for_you or self.booked or self.done)


def my_modules(person: Person, modules: Iterable[ModulePage]) -> MyModules:
    by_code = {module.code: module for module in modules}
    way = way_of(capability_of(person, on=localdate()))
    ahead = (version_of(way, step).activity.module_key for step in steps_in_time(way.beside.steps, way.mine))
    on_the_way = [code for code in dict.fromkeys(ahead) if code in by_code]
    places = [(one.booking.session.activity.module_key, view) for one, view in _places(way)]
    booked = [(code, view) for code, view in places if code in by_code and code not in on_the_way]
    beside = {*on_the_way, *(code for code, _view in booked)}
    finished = finished_by(person)
    return MyModules(
        [by_code[code] for code in on_the_way],
        [(by_code[code], view) for code, view in booked],
        [one for code, one in by_code.items() if code not in beside and _is_done(one, finished)],
    )


def _places(way: OwnWay) -> Iterable[tuple[Booked, BookedView]]:
    return zip(way.booked, booked_views(way), strict=True)


def _is_done(module: ModulePage, finished: set[str]) -> bool:
    """All of its lessons, or its test in their place."""
    lessons = {part.key for part in module.parts.all() if part.kind == ActivityKind.LESSON}
    return module.test_key in finished or (bool(lessons) and lessons <= finished)
