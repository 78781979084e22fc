"""What the example academy is made of, before any of it is a row: pathways, cohorts, and the lives of its teams."""

from __future__ import annotations

from dataclasses import dataclass

PATHWAYS = (
    ("STROKE", "Stroke"),
    ("HIP", "Broken hip"),
    ("FRAILTY", "Frailty at the front door"),
    ("SEPSIS", "Sepsis"),
    ("COPD", "Chronic lung disease"),
    ("FOOT", "Diabetic foot"),
    ("BOWEL", "Bowel cancer"),
    ("DISCHARGE", "Going home"),
    ("HEART", "Heart failure"),
    ("BIRTH", "Maternity triage"),
)


@dataclass(frozen=True, slots=True)
class CohortFact:
    """Days are counted from today. `coaches`: how many were certified in it; of one that is open, how many applied."""

    name: str
    programme: str
    since: int
    until: int
    coaches: int


COHORTS = (
    CohortFact("Flow 1", "FLOW", -900, -535, 20),
    CohortFact("Microsystem 1", "MICRO", -620, -436, 18),
    CohortFact("Flow 2", "FLOW", -500, -135, 18),
    CohortFact("Flow 3", "FLOW", 75, 440, 14),
)


@dataclass(frozen=True, slots=True)
class TeamFact:
    """`since`: coached from so many days ago; `met`: the last session, so many days ago; `stages`: how far it came.

    A team that waits has neither coaches nor sessions. `weeks`: how often it meets.
    """

    name: str
    cohort: str
    pathway: str
    state: str
    since: int = 0
    met: int = 0
    stages: int = 0
    weeks: int = 1


TEAMS = (
    TeamFact("Stroke, first day", "Flow 1", "STROKE", "COACHED", 720, 3, 6),
    TeamFact("Broken hip to theatre", "Flow 1", "HIP", "COACHED", 700, 5, 7),
    TeamFact("Front door frailty", "Flow 1", "FRAILTY", "COACHED", 690, 40, 5),
    TeamFact("Sepsis in an hour", "Flow 1", "SEPSIS", "INDEPENDENT", 720, 120, 8),
    TeamFact("Home before lunch", "Flow 1", "DISCHARGE", "COACHED", 680, 6, 6),
    TeamFact("Bowel cancer, two weeks", "Flow 1", "BOWEL", "INDEPENDENT", 710, 95, 8),
    TeamFact("Breathless at night", "Flow 1", "COPD", "COACHED", 640, 2, 4),
    TeamFact("Foot clinic", "Flow 1", "FOOT", "STOPPED", 650, 300, 3),
    TeamFact("Triage of the ward round", "Microsystem 1", "", "COACHED", 560, 4, 7, 2),
    TeamFact("Ward 4 handover", "Microsystem 1", "", "COACHED", 555, 3, 6),
    TeamFact("Day surgery starts", "Microsystem 1", "", "COACHED", 550, 34, 5, 2),
    TeamFact("Community nursing rounds", "Microsystem 1", "", "INDEPENDENT", 560, 60, 9),
    TeamFact("Pharmacy to take home", "Microsystem 1", "", "COACHED", 540, 5, 6, 2),
    TeamFact("Bloods by eight", "Microsystem 1", "", "COACHED", 530, 1, 7),
    TeamFact("Clinic letters", "Microsystem 1", "", "STOPPED", 545, 210, 4, 2),
    TeamFact("Falls on elderly care", "Microsystem 1", "", "COACHED", 520, 6, 7),
    TeamFact("Imaging requests", "Microsystem 1", "", "COACHED", 515, 75, 4, 2),
    TeamFact("Night staff breaks", "Microsystem 1", "", "COACHED", 500, 4, 5),
    TeamFact("Heart failure at home", "Flow 2", "HEART", "COACHED", 380, 3, 5),
    TeamFact("Maternity triage", "Flow 2", "BIRTH", "COACHED", 370, 5, 6),
    TeamFact("Stroke rehabilitation", "Flow 2", "STROKE", "COACHED", 375, 4, 4),
    TeamFact("Hip rehabilitation", "Flow 2", "HIP", "COACHED", 365, 32, 3),
    TeamFact("Frailty on the wards", "Flow 2", "FRAILTY", "COACHED", 360, 2, 5),
    TeamFact("Lung clinic", "Flow 2", "COPD", "COACHED", 350, 6, 4),
    TeamFact("Foot protection", "Flow 2", "FOOT", "COACHED", 355, 5, 2),
    TeamFact("Bowel screening", "Flow 2", "BOWEL", "COACHED", 340, 4, 5),
    TeamFact("Weekend discharge", "Flow 2", "DISCHARGE", "COACHED", 345, 55, 3),
    TeamFact("Chest pain unit", "Flow 3", "HEART", "SELECTED"),
    TeamFact("Stroke at six months", "Flow 3", "STROKE", "SELECTED"),
    TeamFact("Induction of labour", "Flow 3", "BIRTH", "SELECTED"),
    TeamFact("Sepsis in children", "Flow 3", "SEPSIS", "SELECTED"),
    TeamFact("Delirium", "Flow 3", "FRAILTY", "SELECTED"),
    TeamFact("Spirometry", "Flow 3", "COPD", "SELECTED"),
    TeamFact("Hip at the front door", "Flow 3", "HIP", "SELECTED"),
    TeamFact("Endoscopy lists", "Flow 3", "BOWEL", "CHECKED"),
    TeamFact("Transfers at night", "Flow 3", "DISCHARGE", "CHECKED"),
    TeamFact("Wound care", "Flow 3", "FOOT", "INTERESTED"),
    TeamFact("Outpatient letters", "Flow 3", "HEART", "INTERESTED"),
)
STEPS = (
    "Time ten patients from the door to the bed",
    "Ask two families what mattered most to them",
    "Draw the way of a request from paper to answer",
    "Test the new handover sheet on Thursday with one nurse",
    "Bring last month's numbers as a run chart",
    "Invite the porters",
    "Agree who leads the meeting next week",
    "Compare what we predicted with what happened",
)
ACTIONS = ("Ask the porters", "Print the charts", "Book the room", "Write to the sponsor", "Visit the other ward")
BARRIERS = (
    ("TIM2", "Nobody can be released on Tuesdays"),
    ("RES2", "Two nurses are missing, and the bank does not know the ward"),
    ("INF3", "The system gives no times, so we count by hand"),
    ("LEA1", "The clinic and the ward have different aims"),
    ("ENG1", "No patient has joined us yet"),
    ("CUL3", "Targets of the week come before it"),
)
