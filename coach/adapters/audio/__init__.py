"""Sound: a client that never waits, and a process of its own that plays.

Everything that can hang, crash or chatter (audio libraries, devices, sound servers) is in the
worker process. The session writes a line for each tone and imports no audio library.
"""
