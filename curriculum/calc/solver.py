"""What is left to choose, solved exactly by HiGHS: whole numbers of pieces, least in weight and then in number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from .covering import Need

A_PIECE_COUNTS = 1
A_MINUTE_COUNTS = 1000  # no prescription has a thousand pieces, so their number never outweighs a minute


@lru_cache(maxsize=1 << 14)
def least(needs: tuple[Need, ...], weights: tuple[int, ...], times: tuple[int, ...]) -> tuple[int, ...]:
    """How often to take each piece. Deterministic: the same question has the same answer in every process."""
    from highspy import Highs  # loaded by the first who has something to choose: most have not

    model: Any = Highs()  # type: ignore[no-untyped-call]
    model.silent()
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", 0.5)  # costs are whole
    model.setOptionValue("threads", 1)
    pieces = [model.addIntegral(0, most) for most in times]
    for need in needs:
        _add(model, need, pieces)
    costs = [weight * A_MINUTE_COUNTS + A_PIECE_COUNTS for weight in weights]
    model.minimize(sum(cost * piece for cost, piece in zip(costs, pieces, strict=True)))
    return tuple(round(value) for value in model.vals(pieces))


def _add(model: Any, need: Need, pieces: Sequence[Any]) -> None:
    """A way that is not gone asks for nothing; at least one is gone."""
    gone = [model.addBinary() for _way in need]
    model.addConstr(sum(gone) >= 1)
    for way, goes in zip(need, gone, strict=True):
        for row in way:
            model.addConstr(sum(amount * pieces[place] for place, amount in row.adds) >= row.least * goes)
