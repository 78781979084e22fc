"""A model, solved by HiGHS: one thread, one seed, and limits by work. The clock is never asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .model import Model, Reals

FEW = 1000  # links: up to so many the simplex method is quicker
INTERIOR = "ipx"


@dataclass(frozen=True)
class Solved:
    """`columns`: empty if nothing was found; `most`: what the solver says is not exceeded; `is_best`: its own word."""

    columns: Reals
    rows: Reals
    most: float
    is_best: bool


def solve(model: Model, *, whole: bool, nodes: int = 0, gap: int = 1) -> Solved:
    from highspy import Highs, HighsModelStatus  # loaded by the first who has something to solve

    highs: Any = Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    for option, setting in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0), ("mip_abs_gap", gap - 0.01)):
        highs.setOptionValue(option, setting)
    if len(model.link[0]) > FEW:
        highs.setOptionValue("mip_lp_solver" if whole else "solver", INTERIOR)
    if whole:
        highs.setOptionValue("mip_max_nodes", nodes)
    highs.passModel(_programme(model, whole=whole))
    highs.run()
    info, solution = highs.getInfo(), highs.getSolution()
    is_best = highs.getModelStatus() == HighsModelStatus.kOptimal
    found = is_best or info.primal_solution_status == 2
    return Solved(
        np.array(solution.col_value if found else []),
        np.array(solution.row_dual if found and not whole else []),
        info.mip_dual_bound if whole else info.objective_function_value,
        is_best,
    )


def _programme(model: Model, *, whole: bool) -> Any:
    from highspy import HighsLp, HighsVarType, MatrixFormat, ObjSense

    rows, columns, entries = (np.concatenate(one) for one in zip(*model.lines, strict=True))
    order = np.lexsort((rows, columns))
    number = model.starts[3]
    programme: Any = HighsLp()
    programme.num_col_, programme.num_row_ = number, len(model.limits[0])
    programme.sense_ = ObjSense.kMaximize
    programme.col_cost_ = model.costs.astype(float)
    programme.col_lower_, programme.col_upper_ = np.zeros(number), np.ones(number)
    programme.row_lower_, programme.row_upper_ = model.limits
    programme.a_matrix_.format_ = MatrixFormat.kColwise
    programme.a_matrix_.start_ = np.searchsorted(columns[order], np.arange(number + 1)).astype(np.int32)
    programme.a_matrix_.index_ = rows[order].astype(np.int32)
    programme.a_matrix_.value_ = entries[order]
    if whole:
        programme.integrality_ = [HighsVarType.kInteger] * number
    return programme
