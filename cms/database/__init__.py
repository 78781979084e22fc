"""Django's PostgreSQL, asked once less with every request."""
