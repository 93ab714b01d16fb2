"""The report while it is put together: its cells with the stretches they come from, and the words of the pack to read with."""
