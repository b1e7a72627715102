"""Acceptance tests of the whole program, by its commands alone."""
