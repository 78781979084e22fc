"""A mark of what somebody was shown, so that a change of it in the meantime is noticed."""

from __future__ import annotations

import json
from hashlib import sha256

LENGTH = 16


def mark_of(told: object) -> str:
    """The same for the same values, in whatever order a mapping has them."""
    return sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:LENGTH]
