"""coach: a guided stretching and exercise coach for people with a sore back."""

__version__ = "0.1.0"
