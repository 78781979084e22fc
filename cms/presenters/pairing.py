"""A proposal in words: its pairs with their score in parts, the load, what is proven, and what another one alters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from cms.forms.pairing import WEIGHTS
from coaching.calc.pairing.reasons import Loaded
from coaching.calc.pairing.solver import Proof
from coaching.calc.pairing.telling import from_json
from coaching.enums import Answer, CoachPart, PairingState, ProposedState
from coaching.models import Pairing, ProposedSeat, ProposedTeam
from coaching.queries.pairing import decisions_of
from coaching.queries.pairing_teams import slots_of, week_slot

from .pairing_clauses import clauses, slot_words
from .pairing_names import Names
from .pairing_picture import Picture, picture
from .pairing_why import why_sentences

TAGS = {
    PairingState.DRAFT: "nhsuk-tag--grey",
    PairingState.RUNNING: "nhsuk-tag--yellow",
    PairingState.PROPOSED: "nhsuk-tag--blue",
    PairingState.CONTRADICTS: "nhsuk-tag--red",
    PairingState.PUBLISHED: "nhsuk-tag--green",
}
ANSWER_TAGS = {
    Answer.ASKED: "nhsuk-tag--yellow",
    Answer.ACCEPTED: "nhsuk-tag--green",
    Answer.DECLINED: "nhsuk-tag--orange",
    Answer.LET_GO: "nhsuk-tag--grey",
}
PARTS = {CoachPart.INSIDE: _lazy("inside"), CoachPart.OUTSIDE: _lazy("outside"), CoachPart.SOLE: _lazy("only coach")}


@dataclass(frozen=True, slots=True)
class SeatView:
    row: ProposedSeat

    @property
    def name(self) -> str:
        return str(self.row.coach)

    @property
    def part(self) -> str:
        return str(PARTS[CoachPart(self.row.part)])

    @property
    def tag(self) -> str:
        return ANSWER_TAGS.get(Answer(self.row.answer), "")


@dataclass(frozen=True, slots=True)
class ServedView:
    row: ProposedTeam
    seats: list[SeatView]
    warnings: list[str]
    meets: str

    @property
    def tag(self) -> str:
        return ANSWER_TAGS.get(Answer(self.row.answer), "")

    @property
    def pair_query(self) -> str:
        """For an address that names the team and its coaches."""
        people = [str(seat.row.coach.uuid) for seat in self.seats]
        names = ("coach", "other")
        return "&".join([f"team={self.row.team.uuid}", *(f"{a}={b}" for a, b in zip(names, people, strict=False))])


@dataclass(frozen=True, slots=True)
class UnservedView:
    row: ProposedTeam
    sentences: list[str]
    meets: str


@dataclass(frozen=True, slots=True)
class LoadView:
    name: str
    before: int
    teams: str
    score: int
    words: str


class ProposalView:
    """What the screen of a proposal shows; each thing is read once."""

    def __init__(self, pairing: Pairing, *, on: dt.date) -> None:
        self.pairing = pairing
        self.decisions = decisions_of(pairing)
        self.names = Names(pairing, self.decisions)
        rows = pairing.teams.select_related("team__pathway", "team__programme", "answered_by")
        self.rows = list(rows.prefetch_related("seats__coach__person").order_by("team__name", "pk"))
        self.slots = slots_of([row.team_id for row in self.rows], on=max(pairing.cohort.since, on))
        self.served = [self._served(row) for row in self.rows if row.state != ProposedState.UNSERVED]
        self.unserved = [self._unserved(row) for row in self.rows if row.state == ProposedState.UNSERVED]
        self.loads = self._loads()

    def _served(self, row: ProposedTeam) -> ServedView:
        seats = sorted(row.seats.all(), key=lambda seat: seat.part)
        warnings = [clauses(self.names, [from_json(one)]) for one in row.warnings]
        return ServedView(row, [SeatView(seat) for seat in seats], warnings, self._meets(row))

    def _unserved(self, row: ProposedTeam) -> UnservedView:
        slot = self.slots.get(row.team_id)
        sentences = why_sentences(self.names, row, week_slot(slot) if slot else None)
        return UnservedView(row, sentences, self._meets(row))

    def _meets(self, row: ProposedTeam) -> str:
        slot = self.slots.get(row.team_id)
        return slot_words(week_slot(slot)) if slot else _("no weekly slot")

    def _loads(self) -> list[LoadView]:
        places = self.pairing.result.get("places", {})
        found = []
        for one in from_json(self.pairing.result.get("loads", [])):
            words = load_words(one, places.get(one.coach, 0))
            teams = self.names.teams(one.given)
            found.append(LoadView(self.names.coach(one.coach), one.before, teams, one.score, words))
        return sorted(found, key=lambda one: one.name)

    @property
    def picture(self) -> Picture:
        pairs = {view.row.team.name: [(seat.name, seat.row.part) for seat in view.seats] for view in self.served}
        pairs |= {view.row.team.name: [] for view in self.unserved}
        return picture(pairs, {load.name: load.words for load in self.loads})

    @property
    def proof(self) -> list[str]:
        return proof_sentences(self.pairing.result, len(self.served), len(self.rows))

    @property
    def weights(self) -> list[tuple[str, str, int]]:
        told = self.pairing.weights
        return [(str(label), str(words), told[name]) for name, (label, words) in WEIGHTS.items() if name in told]

    @property
    def reopened(self) -> list[ServedView]:
        return [view for view in self.served if view.row.state == ProposedState.REOPENED]


def load_words(one: Loaded, places: int) -> str:
    return _("%(n)s of %(places)s") % {"n": one.before + len(one.given), "places": places}


def proof_sentences(result: dict[str, Any], served: int, teams: int) -> list[str]:
    """How many are served, and whether it is proven to be the best or how far it can be from it."""
    if not result or not teams:
        return []
    told = {"served": served, "teams": teams}
    words = ngettext("%(served)s of %(teams)s team is served.", "%(served)s of %(teams)s teams are served.", teams)
    return [words % told, *_kept(result), _proven(result)]


def _kept(result: dict[str, Any]) -> list[str]:
    before: int = result["before"]
    if not before:
        return []
    kept: Proof = from_json(result["kept"])
    told = {"kept": kept.value, "before": before}
    words = ngettext(
        "Of %(before)s pair of the proposal before %(kept)s stay as they were.",
        "Of %(before)s pairs of the proposal before %(kept)s stay as they were.",
        before,
    )
    return [words % told]


def _proven(result: dict[str, Any]) -> str:
    served, quality = from_json(result["served"]), from_json(result["quality"])
    if result["is_best"]:
        return _("This is proven to be the best: no other serves more teams by priority, or as many with better pairs.")
    if not served.is_best:
        told = {"value": served.value, "most": served.most}
        return (
            _("By priority %(value)s points are served; it is proven that no proposal serves more than %(most)s.")
            % told
        )
    told = {"gap": f"{100 * quality.gap:.2f}"}
    return _("No other proposal serves more. A better one could exist, but by %(gap)s %% at most.") % told


@dataclass(frozen=True, slots=True)
class Beside:
    """A team in two proposals."""

    team: str
    before: str
    now: str


def beside(before: Pairing, now: Pairing) -> list[Beside]:
    """Only what is other: in the order of the teams' names."""
    one, other = _pairs(before), _pairs(now)
    nobody = _("Nobody")
    return [
        Beside(team, one.get(team) or nobody, other.get(team) or nobody)
        for team in sorted(one.keys() | other.keys())
        if one.get(team) != other.get(team)
    ]


def _pairs(pairing: Pairing) -> dict[str, str]:
    rows = pairing.teams.select_related("team").prefetch_related("seats__coach__person")
    return {
        row.team.name: ", ".join(str(seat.coach) for seat in sorted(row.seats.all(), key=lambda one: one.part))
        for row in rows
    }


def figures(pairing: Pairing) -> dict[str, int]:
    """For two side by side: teams served, and the quality."""
    return {
        "served": pairing.teams.exclude(state=ProposedState.UNSERVED).count(),
        "quality": from_json(pairing.result["quality"]).value if pairing.result.get("quality") else 0,
    }
