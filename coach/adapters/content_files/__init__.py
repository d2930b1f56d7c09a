"""The files of the clinical content: their shapes, what can be wrong with them, reading."""
