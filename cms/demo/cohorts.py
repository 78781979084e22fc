"""What people of the example cohorts said, did and lacked, before any of it is a row."""

from __future__ import annotations

from dataclasses import dataclass

# Who of the last cohort that ended is not certified yet, by the team of which they are the outside coach.
READY, RETURNED, BEHIND = "READY", "RETURNED", "BEHIND"
NOT_CERTIFIED_YET = {
    "Heart failure at home": READY,
    "Maternity triage": RETURNED,
    "Hip rehabilitation": BEHIND,
    "Weekend discharge": BEHIND,
}
WITHDREW = {
    "Flow 1": ("MOVED_POST", "NO_TIME"),
    "Microsystem 1": ("NO_TIME", "NO_TEAM", "LEFT"),
    "Flow 2": ("NO_TIME",),
}
SETS = ("North", "Middle", "South")


@dataclass(frozen=True, slots=True)
class Applied:
    """`agreement` of the manager; `points` of each of two who scored, of 16 each; none: not scored yet."""

    state: str
    agreement: str = "AGREED"
    points: tuple[int, ...] = ()
    hours: int = 4


APPLIED = (
    Applied("APPLIED", "WAITING"),
    Applied("OFFERED", points=(15, 14)),
    Applied("OFFERED", points=(14, 14), hours=5),
    Applied("SHORTLISTED", points=(13, 14)),
    Applied("SHORTLISTED", points=(13, 11)),
    Applied("SHORTLISTED", points=(12, 12), hours=6),
    Applied("SHORTLISTED", "WAITING", points=(12,)),
    Applied("SHORTLISTED", points=(10, 12)),
    Applied("APPLIED", points=(11,)),
    Applied("APPLIED", points=(9, 8), hours=2),
    Applied("APPLIED"),
    Applied("APPLIED", "REFUSED"),
    Applied("NOT_TAKEN", points=(4, 5), hours=1),
    Applied("WITHDRAWN"),
)
WHY = (
    "Our patients wait in three queues for one answer, and everybody in the pathway knows it. I want to help them to "
    "say so to one another, and to try something.",
    "I have led two projects alone and both faded when I moved. I want to learn to leave a team that goes on "
    "without me.",
    "The ward asked me. They have a leader who agrees, and Tuesdays at two.",
    "I see the same delays from outside that the wards see from inside. I would like to be the one who asks why.",
)
EXPERIENCE = (
    "A year of bed meetings, and a project on discharge letters that did not hold.",
    "Led the falls work on two wards, with run charts. The second ward stopped when its manager left.",
    "Have taken part in a Big Room as a member for six months.",
)
REFUSED = "Two vacancies until spring. I would agree to the next cohort."
REASONS = {
    4: "Says whom it serves, and shows it.",
    3: "Clear, with one thing left open.",
    2: "Some of it; not yet tried in practice.",
    1: "Little said of it.",
    0: "Nothing said of it.",
}
HANDED_IN = "As it hangs on the wall of the Hub, with what we learned since."
RETURNED_WORDS = "The aim is clear. Add who the sponsor is, and what the room does without you already."
ACCEPTED_WORDS = "Clear and honest. Show it to the next cohort."
EVALUATED = "The team says: keeps us on track, and lets us do the work."
OBSERVED = "Held back, and gave the room back its agenda twice."
