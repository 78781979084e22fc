"""A proposal in words: its pairs with their score in parts, the load, what is proven, and what another one alters."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cms.forms.pairing import WEIGHTS
from coaching.calc.pairing.reasons import Loaded
from coaching.calc.pairing.telling import from_json
from coaching.enums import Answer, CoachPart, PairingState, ProposedState
from coaching.models import Pairing, ProposedSeat, ProposedTeam
from coaching.queries.pairing import decisions_of
from coaching.queries.pairing_teams import slots_of, week_slot

from .pairing_clauses import clauses, slot_words
from .pairing_lapsed import lapsed_words
from .pairing_names import Names
from .pairing_picture import Picture, picture
from .pairing_proof import proof_sentences
from .pairing_why import why_sentences

TAGS = {
    PairingState.DRAFT: "nhsuk-tag--grey",
    PairingState.RUNNING: "nhsuk-tag--yellow",
    PairingState.PROPOSED: "nhsuk-tag--blue",
    PairingState.CONTRADICTS: "nhsuk-tag--red",
    PairingState.PUBLISHED: "nhsuk-tag--green",
    PairingState.WITHDRAWN: "nhsuk-tag--grey",
}
ANSWER_TAGS = {
    Answer.ASKED: "nhsuk-tag--yellow",
    Answer.ACCEPTED: "nhsuk-tag--green",
    Answer.DECLINED: "nhsuk-tag--orange",
    Answer.LET_GO: "nhsuk-tag--grey",
    Answer.WITHDRAWN: "nhsuk-tag--grey",
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

    @property
    def why(self) -> str:
        return " ".join(self.sentences[:-1])

    @property
    def would(self) -> str:
        """What would serve it."""
        return self.sentences[-1]


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
        seated = [seat.coach for row in self.rows for seat in row.seats.all()]
        self.lapsed = lapsed_words(seated, pairing.cohort.academy, on=on)
        self.slots = slots_of([row.team_id for row in self.rows], on=max(pairing.cohort.since, on))
        self.served = [self._served(row) for row in self.rows if row.state != ProposedState.UNSERVED]
        self.unserved = [self._unserved(row) for row in self.rows if row.state == ProposedState.UNSERVED]
        self.loads = self._loads()

    def _served(self, row: ProposedTeam) -> ServedView:
        seats = sorted(row.seats.all(), key=lambda seat: seat.part)
        warnings = [clauses(self.names, [from_json(one)]) for one in row.warnings]
        warnings += [self.lapsed[seat.coach_id] for seat in seats if seat.coach_id in self.lapsed]
        return ServedView(row, [SeatView(seat) for seat in seats], warnings, self._meets(row))

    def _unserved(self, row: ProposedTeam) -> UnservedView:
        slot = self.slots.get(row.team_id)
        sentences = why_sentences(self.names, row, week_slot(slot) if slot else None)
        return UnservedView(row, sentences, self._meets(row))

    def _meets(self, row: ProposedTeam) -> str:
        slot = self.slots.get(row.team_id)
        words = slot_words(week_slot(slot)) if slot else _("no weekly slot")
        return _("%(slot)s; priority %(n)s") % {"slot": words, "n": row.team.priority}

    def _loads(self) -> list[LoadView]:
        places = self.pairing.result.get("places", {})
        found = []
        for one in from_json(self.pairing.result.get("loads", [])):
            words = load_words(one, places.get(one.coach, 0))
            teams = self.names.teams(one.given)
            found.append(LoadView(self.names.coach(one.coach), one.before, teams, one.score, words))
        return sorted(found, key=lambda one: one.name)

    @property
    def quality(self) -> str:
        """How the sum by which proposals are compared comes about."""
        pairs, load = sum(view.row.total for view in self.served), sum(one.score for one in self.loads)
        told = {"all": pairs + load, "pairs": pairs, "load": load}
        return _("Points in all: %(all)s, that is %(pairs)s of the pairs and %(load)s of the load.") % told

    @property
    def picture(self) -> Picture:
        pairs = {view.row.team.name: [(seat.name, seat.row.part) for seat in view.seats] for view in self.served}
        pairs |= {view.row.team.name: [] for view in self.unserved}
        return picture(pairs, {load.name: load.words for load in self.loads})

    @property
    def proof(self) -> list[str]:
        return proof_sentences(self.pairing.result, len(self.served), len(self.rows))

    @property
    def answered(self) -> str:
        """Once it is published: what became of the teams that were asked about."""
        states = Counter(view.row.state for view in self.served)
        told = {"agreed": states["AGREED"], "asked": states["ASKED"], "open": states["REOPENED"]}
        return (
            _("Teams whose pair has accepted: %(agreed)s. That wait for answers: %(asked)s. Open again: %(open)s.")
            % told
        )

    @property
    def weights(self) -> list[tuple[str, str, int]]:
        told = self.pairing.weights
        return [(str(label), str(words), told[name]) for name, (label, words) in WEIGHTS.items() if name in told]


def load_words(one: Loaded, places: int) -> str:
    return _("%(n)s of %(places)s") % {"n": one.before + len(one.given), "places": places}
