"""What the program needs from outside, each behind its port."""
