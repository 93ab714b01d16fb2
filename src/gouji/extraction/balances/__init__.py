"""Figures that others make by adding, taking away or by a formula, and which of two is the greater."""
