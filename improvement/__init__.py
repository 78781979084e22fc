"""What changed for teams: measures, tests of change; later readiness and return on investment."""
