"""Drives a session for every front end: obeys the safety rules and keeps the record."""
