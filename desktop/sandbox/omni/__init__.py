"""The stand-in for Haravan's Omni API: what it holds, what it answers, how it refuses."""
