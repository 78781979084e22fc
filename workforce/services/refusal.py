"""What every refusal of every room is. The doors turn it into a message; nothing has changed."""

from __future__ import annotations


class Refused(Exception):
    """It cannot be done. The text is for the reader."""
