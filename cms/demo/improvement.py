"""What the example teams count and test, before any of it is a row."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """From `before` to `after` on the whole, with so much `noise`; better is down or up, as the numbers go."""

    name: str
    unit: str
    before: float
    after: float
    noise: float
    target: float
    definition: str = "Counted each week by whoever keeps the notes, of all patients of the week"
    kind: str = "OUTCOME"


OF_TEAM = {
    "Stroke, first day": MeasureFact("Minutes from the door to the stroke unit", "minutes", 240, 150, 30, 180),
    "Broken hip to theatre": MeasureFact("Hours from the door to theatre", "hours", 38, 27, 4, 36),
    "Front door frailty": MeasureFact("Seen by the frailty team within an hour", "%", 35, 62, 8, 70),
    "Sepsis in an hour": MeasureFact("Antibiotics within an hour", "%", 58, 88, 6, 90),
    "Home before lunch": MeasureFact("Home before noon", "%", 14, 29, 4, 33),
    "Bowel cancer, two weeks": MeasureFact("Days from letter to first test", "days", 21, 12, 2, 14),
    "Breathless at night": MeasureFact("Calls at night in a week", "calls", 46, 44, 6, 30),
    "Ward 4 handover": MeasureFact("Minutes of handover", "minutes", 41, 24, 4, 25),
    "Bloods by eight": MeasureFact("Bloods taken by eight", "%", 48, 81, 6, 85),
    "Falls on elderly care": MeasureFact("Falls in a week", "falls", 9, 5, 2, 4),
    "Day surgery starts": MeasureFact("Minutes late at the first case", "minutes", 32, 29, 7, 10),
    "Pharmacy to take home": MeasureFact("Hours to medicines to take home", "hours", 5.5, 3.2, 0.6, 3),
    "Heart failure at home": MeasureFact("Seen at home within two weeks", "%", 40, 61, 7, 75),
    "Maternity triage": MeasureFact("Seen within 15 minutes", "%", 52, 83, 6, 90),
}
USUAL = MeasureFact("Days from request to answer", "days", 16, 11, 2.5, 10)
PROCESS = MeasureFact("Patients asked what matters to them", "%", 20, 70, 9, 80, kind="PROCESS")


@dataclass(frozen=True, slots=True)
class IdeaFact:
    words: str
    question: str
    prediction: str
    do: str
    study: str


IDEAS = (
    IdeaFact(
        "A form at the bedside",
        "Does a form at the bedside save the second round of questions?",
        "Ten minutes less for each patient",
        "Two nurses used it with five patients on Tuesday.",
        "Six minutes less. Two questions were never needed.",
    ),
    IdeaFact(
        "Tell the porters an hour before",
        "Are patients collected sooner when porters know an hour before?",
        "Eight of ten are collected on time",
        "We rang an hour before, for one day.",
        "Seven of ten. The other three were not ready on the ward.",
    ),
    IdeaFact(
        "Ask one family each day what mattered",
        "Do we hear something new when we ask families?",
        "One new thing in five talks",
        "The sister asked five families in the afternoon.",
        "Three of five spoke of waiting without being told why.",
    ),
    IdeaFact(
        "One list instead of three",
        "Can the morning round work from one list?",
        "Nobody misses the other two",
        "One consultant tried it on two mornings.",
        "Bloods were missed once, so the list needs a column for them.",
    ),
)
NOTES = ("New form begun", "Porters told an hour before", "Winter ward opened", "One list for the round")
OUTCOMES = (
    "A bank nurse each Tuesday, paid by the division",
    "The sponsor moved the clinic by an hour",
    "Informatics gave us a weekly extract",
)
SCORE_WORDS = ("Good that a patient was there", "We ran out of time for the test", "Clear next step", "Too many slides")
METHODS = ("run charts, process mapping", "PDSA, patient stories", "5 Ps, global aim", "driver diagrams, facilitation")
PROFESSIONS = ("Nurse", "Physiotherapist", "Service manager", "Doctor", "Pharmacist", "Analyst")
