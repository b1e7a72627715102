"""The live screen: product panel, comment feed and their presenter."""
