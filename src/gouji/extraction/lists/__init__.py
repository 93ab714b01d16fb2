"""Names, items and lines in a row, and how many of them there are said to be."""
