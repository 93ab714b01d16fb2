"""What the figures of a printed table make of each other."""
