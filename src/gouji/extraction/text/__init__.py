"""The text of a document: its lines, headings and chapters, and its sentences as signs that patterns can match."""
