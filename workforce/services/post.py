"""Posts begin, change from a day on, and end. Changing the past is a verb of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from ..enums import PostKind
from ..models import Account, Person, Post, PostStretch, Unit
from .changed import tell_changed
from .decision import note
from .refusal import Refused
from .stretch import end_rows, overwrite

VALUES = {
    *("unit", "site", "kind", "staff_group", "job_role", "area_of_work"),
    *("title", "band", "fte", "manager", "flags"),
}


class CannotChangePost(Refused):
    """The post would not be true on some day."""


@transaction.atomic
def begin_post(
    *,
    person: Person,
    unit: Unit,
    since: dt.date,
    by: Account | None,
    kind: PostKind | str = PostKind.SUBSTANTIVE,
    until: dt.date | None = None,
    post: Post | None = None,
    **values: Any,
) -> Post:
    """A person belongs to a unit from a day on. With `post`: the same assignment once more, after a gap."""
    check_values(person, since, until, {"unit": unit, **values})
    post = post or Post.objects.create(trust_id=person.trust_id, person=person, recorded_by=by)
    stretch = PostStretch(
        trust_id=person.trust_id, post=post, person=person, unit=unit, kind=kind, since=since, until=until, **values
    )
    stretch.recorded_by = by
    _save_alone(stretch)
    tell_changed(person.trust, [person.pk])
    note(by=by, did="began a post", to=post, unit=unit.pk, since=since.isoformat())
    return post


@transaction.atomic
def change_post(*, post: Post, on: dt.date, by: Account | None, **values: Any) -> bool:
    """From the day on, until the next change already known, the post has these values; whether that is new."""
    now = post.stretches.on(on).first()
    if now is None:
        raise CannotChangePost(f"The post does not run on {on:%-d %B %Y}.")
    return _rewrite(post, on, now.until, by, "changed a post", values)


@transaction.atomic
def correct_post(*, post: Post, since: dt.date, until: dt.date | None, by: Account | None, **values: Any) -> bool:
    """The past was told wrongly: on `[since, until)` the post had these values; whether that is new."""
    return _rewrite(post, since, until, by, "corrected a post", values)


@transaction.atomic
def end_post(*, post: Post, on: dt.date, by: Account | None) -> bool:
    """The post does not run on the day, nor after it; whether it would have."""
    ended = end_rows(post.stretches.all(), on=on)
    if ended:
        tell_changed(post.trust, [post.person_id])
        note(by=by, did="ended a post", to=post, on=on.isoformat())
    return bool(ended)


def check_values(person: Person, since: dt.date, until: dt.date | None, values: dict[str, Any]) -> None:
    if unknown := set(values) - VALUES:
        raise TypeError(f"not a value of a post: {sorted(unknown)}")
    if until is not None and until <= since:
        raise CannotChangePost("The post would end before it begins.")
    manager = values.get("manager")
    if manager is not None and manager.pk == person.pk:
        raise CannotChangePost(f"{person} cannot be their own manager.")
    _check_unit(person, values.get("unit"), since)


def _check_unit(person: Person, unit: Unit | None, since: dt.date) -> None:
    if unit is None:
        return
    if unit.trust_id != person.trust_id:
        raise CannotChangePost("The unit belongs to another trust.")
    if not unit.places.on(since).exists():
        raise CannotChangePost(f"The unit does not exist on {since:%-d %B %Y}.")


def _rewrite(
    post: Post, since: dt.date, until: dt.date | None, by: Account | None, did: str, values: dict[str, Any]
) -> bool:
    check_values(post.person, since, until, values)
    changed = overwrite(post.stretches.all(), since=since, until=until, values=values, by=by)
    if changed:
        tell_changed(post.trust, [post.person_id])
        note(by=by, did=did, to=post, since=since.isoformat(), fields=sorted(values))
    return bool(changed)


def _save_alone(stretch: PostStretch) -> None:
    try:
        with transaction.atomic():
            stretch.save(force_insert=True)
    except IntegrityError as broken:
        if "post_is_one_thing_a_day" not in str(broken):
            raise
        raise CannotChangePost("The post already runs on some of these days.") from None
