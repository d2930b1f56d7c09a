"""The rules and the words: pure values, no clock, no files, no framework."""
