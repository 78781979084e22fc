"""How long a package says that somebody was at it: as SCORM 1.2 tells a time, or as SCORM 2004, cmi5 and xAPI do.

Sources: SCORM 1.2 Run-Time Environment, CMITimespan (HHHH:MM:SS.ss); ISO 8601 durations (P1DT2H30M), of which years and
months are refused: nobody can say how long a month at a screen was.
"""

from __future__ import annotations

import re

CLOCK = r"\d{2,4}:\d{2}:\d{2}(?:\.\d{1,2})?"
DURATION = r"P(?=\d|T\d)(?:\d{1,4}D)?(?:T(?=\d)(?:\d{1,5}H)?(?:\d{1,6}M)?(?:\d{1,8}(?:\.\d{1,6})?S)?)?"
TIMESPAN = rf"(?:{CLOCK}|{DURATION})"
"""An expression that Python and browsers read alike."""

SECONDS = {"D": 86_400, "H": 3600, "M": 60, "S": 1}


def seconds_of(timespan: str) -> int:
    """Whole seconds; 0 where nothing was said, or nothing that is a time."""
    if re.fullmatch(CLOCK, timespan):
        hours, minutes, seconds = timespan.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + int(float(seconds))
    if re.fullmatch(DURATION, timespan):
        parts = re.findall(r"(\d+(?:\.\d+)?)([DHMS])", timespan)
        return int(sum(float(number) * SECONDS[unit] for number, unit in parts))
    return 0


def timespan_of(seconds: int) -> str:
    """As SCORM 1.2 is told it."""
    return f"{min(seconds // 3600, 9999):04}:{seconds // 60 % 60:02}:{seconds % 60:02}"
