"""Use cases and long-lived workers: plain asyncio, no Qt."""
