"""Tables that have lost their borders, their empty cells or the blanks between them."""
