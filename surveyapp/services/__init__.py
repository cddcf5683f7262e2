"""Verbs: each takes a session and the time, does one thing and commits once. No HTTP here."""
