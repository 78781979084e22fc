from __future__ import annotations

from ..services.refusal import Refused


class CannotReadFile(Refused):
    """The whole file is refused. Nothing of it is taken."""


class BadCell(Exception):
    """One row is refused, for this reason."""
