"""Stateful local stand-ins of other people's servers, over real HTTP: rehearsal and tests."""
