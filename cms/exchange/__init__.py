"""A module as one file: taken out of one site, brought into another or in again as a copy (docs/decisions/0014)."""
