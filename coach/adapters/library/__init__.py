"""Routine and exercise files: reading, checking, pointing at what is wrong.

Nothing is imported here, so that a command which reads no file pays for no YAML and no
pydantic; see :mod:`coach.adapters.library.library` for the port's implementation.
"""
