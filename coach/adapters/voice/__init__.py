"""The voice: a client that never waits, and a process of its own that turns lines into sound.

Everything that can hang, crash or take its time (speech engines, their programs, the arithmetic
of samples) is in the worker process. What it has spoken lies in a cache of WAV files, where the
client finds it at the next session without starting anything.

A line is data: it goes to an engine through a file, without its markup, and is never run.
"""
