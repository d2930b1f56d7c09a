"""A whole session as one audio file: what sounds when, mixed ahead of time, and the files."""
