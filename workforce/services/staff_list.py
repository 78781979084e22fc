"""Many people at once, as a staff list tells them. The run itself is the trail: each row keeps what it did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..enums import ASSIGNMENT, EMPLOYEE, LeavingReason, PostKind, RowAction
from ..jobs import enqueue
from ..models import Account, ImportRow, Person, PersonIdentifier, Post, PostIdentifier, PostStretch, Trust
from .bulk import copy_in
from .changed import tell_changed
from .snapshot import POSTS
from .stretch import end_rows, overwrite

BEGINNING = dt.date(1900, 1, 1)  # a number is the person's from the first; only its end is ever of interest


Days = tuple[dt.date, dt.date | None]


@dataclass(slots=True)
class Planned:
    """What one row of a staff list does."""

    row: ImportRow
    action: RowAction
    reason: str = ""
    person: Person | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    post: Post | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    begins: Days | None = None
    holds: Days | None = None
    ends: dt.date | None = None
    runs_on: dt.date | None = None
    leaves: dt.date | None = None
    changes: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def own_post(self) -> Post:
        """The post, once it is made."""
        assert self.post is not None
        return self.post

    @property
    def own_person(self) -> Person:
        """The person, once they are added."""
        assert self.person is not None
        return self.person

    @property
    def does_something(self) -> bool:
        return self.action in (RowAction.ADD, RowAction.CHANGE, RowAction.END)


def add_people(trust: Trust, rows: Sequence[tuple[ImportRow, str, Mapping[str, str]]], by: Account | None) -> None:
    """New people with their employee numbers; the first row of each keeps that it made them."""
    people = [Person(trust=trust, recorded_by=by, **details) for _row, _number, details in rows]
    copy_in(people)
    known_as = {"trust": trust, "system": EMPLOYEE, "since": BEGINNING, "recorded_by": by}
    numbers = [number for _row, number, _details in rows]
    copy_in(
        [
            PersonIdentifier(person=person, value=number, **known_as)
            for person, number in zip(people, numbers, strict=True)
        ]
    )
    for person, (row, _number, _details) in zip(people, rows, strict=True):
        row.undo["made_person"] = person.pk


def apply_posts(trust: Trust, plans: Sequence[Planned], by: Account | None) -> None:
    """Everything else the rows do, and who was touched by it."""
    acting = [plan for plan in plans if plan.does_something]
    _make_posts(trust, [plan for plan in acting if plan.post is None], by)
    before = POSTS.now({plan.post.pk for plan in acting if plan.post})
    for plan in acting:
        _apply(plan, by)
    copy_in([_stretch(trust, plan, plan.begins, by) for plan in acting if plan.begins])
    _leave(acting)
    _keep_outcome(plans, before)
    tell_changed(trust, {plan.person.pk for plan in acting if plan.person})


def _make_posts(trust: Trust, plans: Sequence[Planned], by: Account | None) -> None:
    posts = [Post(trust=trust, person=plan.person, recorded_by=by) for plan in plans]
    copy_in(posts)
    for plan, post in zip(plans, posts, strict=True):
        plan.post = post
        plan.row.undo["made_post"] = post.pk
    known_as = {"trust": trust, "system": ASSIGNMENT, "since": BEGINNING, "recorded_by": by}
    copy_in([PostIdentifier(post=plan.post, value=plan.row.key, **known_as) for plan in plans])


def _apply(plan: Planned, by: Account | None) -> None:
    if plan.person and plan.details:
        _correct(plan, plan.person)
    if plan.holds:
        overwrite(plan.own_post.stretches.all(), since=plan.holds[0], until=plan.holds[1], values=plan.values, by=by)
    if plan.runs_on:
        last = plan.own_post.stretches.order_by("-since").values("pk")[:1]
        PostStretch.objects.filter(pk__in=last).update(until=plan.runs_on)
    if plan.ends:
        end_rows(plan.own_post.stretches.all(), on=plan.ends)


def _correct(plan: Planned, person: Person) -> None:
    plan.row.undo.setdefault("details", {field: _plain(getattr(person, field)) for field in plan.details})
    for name, value in plan.details.items():
        setattr(person, name, value)
    person.save(update_fields=list(plan.details))


def _stretch(trust: Trust, plan: Planned, days: Days, by: Account | None) -> PostStretch:
    stretch = PostStretch(trust=trust, post=plan.post, person=plan.person, recorded_by=by)
    stretch.since, stretch.until = days
    for name, value in {"kind": PostKind.SUBSTANTIVE.value, **plan.values}.items():
        setattr(stretch, name, value)
    return stretch


def _leave(plans: Iterable[Planned]) -> None:
    """Who has no post left has left."""
    ended = {plan.own_person.pk: (plan, plan.leaves) for plan in plans if plan.leaves}
    for person, until in PostStretch.objects.filter(person__in=ended).values_list("person", "until"):
        if person in ended and (until is None or until > ended[person][1]):
            del ended[person]
    for plan, leaves in ended.values():
        if plan.own_person.left_date is None:
            _end_person(plan, plan.own_person, leaves)
    if ended:
        enqueue("workforce.end_leavers")


def _end_person(plan: Planned, person: Person, leaves: dt.date) -> None:
    plan.row.undo["details"] = {"left_date": None, "left_reason": "", **plan.row.undo.get("details", {})}
    person.left_date = leaves
    person.left_reason = LeavingReason.NOT_IN_FILE if plan.row.line is None else LeavingReason.OTHER
    person.save(update_fields=["left_date", "left_reason"])


def _keep_outcome(plans: Sequence[Planned], before: Mapping[int, Any]) -> None:
    after = POSTS.now({plan.post.pk for plan in plans if plan.post and plan.does_something})
    for plan in plans:
        row = plan.row
        row.action, row.reason, row.changes, row.done = plan.action, plan.reason, plan.changes, True
        if plan.post and plan.does_something:
            person = plan.person.pk if plan.person else None
            row.undo |= {"post": plan.post.pk, "person": person, "before": before[plan.post.pk]}
            row.undo["after"] = after[plan.post.pk]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
