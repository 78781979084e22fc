"""How good a proposal is: how many it serves, and whether it is proven to be the best or how far it can be from it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.calc.pairing.solver import Proof
from coaching.calc.pairing.telling import from_json


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
        "%(kept)s of %(before)s pair of the proposal before stays as it was.",
        "%(kept)s of %(before)s pairs of the proposal before stay as they were.",
        before,
    )
    return [words % told]


def _proven(result: dict[str, Any]) -> str:
    served, quality = from_json(result["served"]), from_json(result["quality"])
    if result["is_best"]:
        return _("Proven: no other proposal serves more, by priority, and none that serves as much has better pairs.")
    if not served.is_best:
        told = {"value": served.value, "most": served.most}
        return (
            _("By priority %(value)s points are served; it is proven that no proposal serves more than %(most)s.")
            % told
        )
    told = {"gap": f"{100 * quality.gap:.2f}"}
    return _("No other proposal serves more. A better one could exist, but by %(gap)s %% at most.") % told
