"""The ground floor: who you are, where you belong, what you may do, what you did."""
