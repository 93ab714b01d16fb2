"""What a document tells in several places: two mentions, two tables, a table and the text."""
