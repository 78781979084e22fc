"""What a spreadsheet makes of a cell of a CSV file."""

from __future__ import annotations

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def as_text(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula: a quote goes before it (OWASP ASVS 5.0, V1.2.10)."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(STARTS_A_FORMULA) else text
