"""Which coaches take which teams: an exact proposal, with its reasons. Start reading at facts.py and definition.py."""
