"""SCORM 1.2's run-time data, said once: the page that plays a package and the server read the same table.

Source: ADL, SCORM 1.2 Run-Time Environment, 2001, section 3.4. Three readings are wider than its letter, because
packages in use need them: `suspend_data` and `lesson_location` may be longer, and a time may be told as SCORM 2004
tells it. What a package tells of single answers and its comments are taken and not kept: nobody here needs them, and
they are about a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .timespan import TIMESPAN

READ, WRITE, BOTH = "r", "w", "rw"

STRING, LONG, ANYTHING = r"[\s\S]{0,255}", r"[\s\S]{0,64000}", r"[\s\S]{0,4096}"
IDENTIFIER = r"[\w.:#%/ -]{1,255}"
SCORE = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)?"
NUMBER = r"-?\d{1,5}(?:\.\d+)?"
STATUS = r"passed|completed|failed|incomplete|browsed|not attempted"
SAID = r"passed|completed|failed|incomplete|browsed"  # nobody can say that they have not begun
EXIT = r"time-out|suspend|logout|"


@dataclass(frozen=True, slots=True)
class Element:
    """`name` has an `n` where a list is counted; `form` is a regular expression that Python and browsers read alike."""

    name: str
    access: str
    form: str = STRING
    is_kept: bool = True


ELEMENTS = (
    Element("cmi.core.student_id", READ),
    Element("cmi.core.student_name", READ),
    Element("cmi.core.lesson_location", BOTH, ANYTHING),
    Element("cmi.core.credit", READ),
    Element("cmi.core.lesson_status", BOTH, SAID),
    Element("cmi.core.entry", READ),
    Element("cmi.core.score.raw", BOTH, SCORE),
    Element("cmi.core.score.max", BOTH, SCORE),
    Element("cmi.core.score.min", BOTH, SCORE),
    Element("cmi.core.total_time", READ),
    Element("cmi.core.lesson_mode", READ),
    Element("cmi.core.exit", WRITE, EXIT),
    Element("cmi.core.session_time", WRITE, TIMESPAN),
    Element("cmi.suspend_data", BOTH, LONG),
    Element("cmi.launch_data", READ),
    Element("cmi.comments", BOTH, ANYTHING, is_kept=False),
    Element("cmi.comments_from_lms", READ),
    Element("cmi.student_data.mastery_score", READ),
    Element("cmi.student_data.max_time_allowed", READ),
    Element("cmi.student_data.time_limit_action", READ),
    Element("cmi.student_preference.audio", BOTH, NUMBER),
    Element("cmi.student_preference.language", BOTH),
    Element("cmi.student_preference.speed", BOTH, NUMBER),
    Element("cmi.student_preference.text", BOTH, NUMBER),
    Element("cmi.objectives.n.id", BOTH, IDENTIFIER),
    Element("cmi.objectives.n.score.raw", BOTH, SCORE),
    Element("cmi.objectives.n.score.max", BOTH, SCORE),
    Element("cmi.objectives.n.score.min", BOTH, SCORE),
    Element("cmi.objectives.n.status", BOTH, STATUS),
    Element("cmi.interactions.n.id", WRITE, IDENTIFIER, is_kept=False),
    Element("cmi.interactions.n.objectives.n.id", WRITE, IDENTIFIER, is_kept=False),
    Element("cmi.interactions.n.time", WRITE, is_kept=False),
    Element("cmi.interactions.n.type", WRITE, is_kept=False),
    Element("cmi.interactions.n.correct_responses.n.pattern", WRITE, ANYTHING, is_kept=False),
    Element("cmi.interactions.n.weighting", WRITE, NUMBER, is_kept=False),
    Element("cmi.interactions.n.student_response", WRITE, ANYTHING, is_kept=False),
    Element("cmi.interactions.n.result", WRITE, is_kept=False),
    Element("cmi.interactions.n.latency", WRITE, TIMESPAN, is_kept=False),
)
MOST_LISTED = 250
"""So many objectives or answers a package may count; beyond that something has gone wrong in it."""

Values = Mapping[str, str]
_BY_NAME = {element.name: element for element in ELEMENTS}
_COUNTED = re.compile(r"\.(\d{1,3})(?=\.)")


def element_of(name: str) -> Element | None:
    """The element that a name means, whichever of a list it is."""
    if any(int(number) >= MOST_LISTED for number in _COUNTED.findall(name)):
        return None
    return _BY_NAME.get(_COUNTED.sub(".n", name))


def kept(values: Mapping[str, object]) -> dict[str, str]:
    """Of what was told: what a package may set, in its form, and what is kept. The rest is left out, never an error."""
    return {name: told for name, told in values.items() if isinstance(told, str) and _is_kept(name, told)}


def _is_kept(name: str, told: str) -> bool:
    element = element_of(name)
    if element is None or not element.is_kept or element.access == READ:
        return False
    return "\x00" not in told and re.fullmatch(element.form, told) is not None


def status_after(values: Values, mastery: str = "", *, finished: bool = True) -> str:
    """How a piece stands once it has been left (3.4.4, lesson_status).

    One that says nothing of it is completed by saying that it has finished; a page that was merely closed says nothing.
    One with a score to master is passed or failed by it.
    """
    status = values.get("cmi.core.lesson_status", "")
    score = values.get("cmi.core.score.raw", "")
    if mastery and score and status != "incomplete":
        return "passed" if float(score) >= float(mastery) else "failed"
    return status or ("completed" if finished else "incomplete")


def is_done(status: str) -> bool:
    return status in ("passed", "completed")
