"""What changed for teams: measures, readiness, return on investment."""
