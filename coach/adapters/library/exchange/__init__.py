"""Routines from other programs and for other programs, and a routine as one file to hand on."""
