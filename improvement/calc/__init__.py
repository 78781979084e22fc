"""Sums without Django: facts in, answer out, exact numbers."""
