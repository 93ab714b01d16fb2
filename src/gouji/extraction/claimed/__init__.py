"""What words say without a figure of their own, held against the figures of the document."""
