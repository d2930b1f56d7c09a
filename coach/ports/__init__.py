"""What the outside must offer: one Protocol a file."""
