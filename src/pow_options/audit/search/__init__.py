"""Searching all cases: every way the roles may coincide, every State, every day of law, every reading, every fact."""
