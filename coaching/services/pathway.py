"""Pathways are added, called otherwise and closed; a closed one stays with the teams and coaches that have it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.text import slugify

from workforce.models import Account, Trust
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..models import Pathway

LONGEST_CODE = 20


class CannotKeepPathway(Refused):
    """The name is taken. Its text is for the reader."""


@transaction.atomic
def add_pathway(*, trust: Trust, name: str, by: Account) -> Pathway:
    Trust.objects.select_for_update(no_key=True).get(pk=trust.pk)
    _must_be_free(trust.pk, name)
    made = Pathway.objects.create(trust=trust, code=_free_code(trust, name), name=name, recorded_by=by)
    note(by=by, did="added a pathway", to=made)
    return made


@transaction.atomic
def rename_pathway(*, pathway: Pathway, name: str, by: Account) -> Pathway:
    """Its code stays: files and forms know it by that."""
    Trust.objects.select_for_update(no_key=True).get(pk=pathway.trust_id)
    _must_be_free(pathway.trust_id, name, besides=pathway)
    pathway.name = name
    pathway.save(update_fields=["name"])
    note(by=by, did="renamed a pathway", to=pathway)
    return pathway


@transaction.atomic
def close_pathway(*, pathway: Pathway, on: dt.date, by: Account) -> None:
    """Nobody chooses it any more."""
    pathway.closed_date = pathway.closed_date or on
    pathway.save(update_fields=["closed_date"])
    note(by=by, did="closed a pathway", to=pathway)


@transaction.atomic
def open_pathway_again(*, pathway: Pathway, by: Account) -> None:
    pathway.closed_date = None
    pathway.save(update_fields=["closed_date"])
    note(by=by, did="opened a pathway again", to=pathway)


def _must_be_free(trust: int, name: str, besides: Pathway | None = None) -> None:
    same = Pathway.objects.filter(trust=trust, name__iexact=name).exclude(pk=besides.pk if besides else 0)
    if found := same.first():
        again = " It is closed: open it again." if found.closed_date else ""
        raise CannotKeepPathway(f"There is a pathway called {found} already.{again}")


def _free_code(trust: Trust, name: str) -> str:
    """Of the name, in capitals; with a number where another has it."""
    stem = slugify(name).upper()[: LONGEST_CODE - 3].strip("-") or "PATHWAY"
    taken = set(Pathway.objects.filter(trust=trust).values_list("code", flat=True))
    numbered = (f"{stem}-{n}" for n in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbered) if code not in taken)
