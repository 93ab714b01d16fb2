"""Rows of goals and points, known by the kinds of their cells and by how their figures behave."""
