"""Wholes and their parts as running text tells them, and the shares of the parts."""
