"""Printed tables: their cells, headers, bodies and totals, in the shapes that forms have."""
