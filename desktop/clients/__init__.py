"""Async clients of other people's APIs. They know nothing of orders and stock."""
