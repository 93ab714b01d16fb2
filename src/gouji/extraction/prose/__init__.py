"""Figures in running text as facts: names, amounts, rates, and what proves what."""
