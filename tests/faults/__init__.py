"""Every fault of the issue, on the real program: one sentence, nothing lost, no traceback."""
