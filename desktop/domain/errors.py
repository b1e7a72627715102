"""Faults of input that a person can mend. Each carries one Vietnamese sentence that says what to do."""

from __future__ import annotations


class UserFault(Exception):
    """Something outside the program is wrong; `str()` is the sentence for the screen."""


class ScriptFault(UserFault):
    """A script that cannot be used (contracts.md §4): unknown field, kind, placeholder or value."""
