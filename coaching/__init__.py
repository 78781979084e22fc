"""Academies, cohorts, pairing and sessions."""
