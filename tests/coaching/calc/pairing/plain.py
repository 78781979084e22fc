"""One coach and one team against whom nothing stands, to be changed by one thing."""

from coaching.calc.pairing.facts import Coach, Facts, Slot, Team

MONDAY_AT_NINE = Slot(0, 540, 600)
MONDAY_MORNING = Slot(0, 480, 720)
FLOW, STROKE = "FLOW", "Stroke"


def inside(name="Ruth", **more):
    return outside(name, **{"inside": frozenset({STROKE}), **more})


def outside(name="Amal", **more):
    usual = {"programmes": frozenset({FLOW}), "clinical": True, "site": "East", "free": (MONDAY_MORNING,)}
    return Coach(id=name, **{**usual, **more})


def team(name="Stroke team", **more):
    usual = {"programme": FLOW, "pathway": STROKE, "slot": MONDAY_AT_NINE, "site": "East"}
    return Team(id=name, **{**usual, **more})


def facts(*coaches, teams=None, **more):
    return Facts(coaches=coaches or (inside(), outside()), teams=tuple(teams or (team(),)), **more)
