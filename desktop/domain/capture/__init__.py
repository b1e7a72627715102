"""Order capture (product.md §2): reading a comment, then deciding it."""
