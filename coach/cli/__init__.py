"""The ``coach`` command: the one place where ports meet adapters."""
