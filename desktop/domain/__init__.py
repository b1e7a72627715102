"""The selling rules: pure, synchronous, frozen. No input or output, no Qt, no storage."""
