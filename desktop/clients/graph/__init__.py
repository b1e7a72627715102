"""The client of Facebook's Graph API: lives, their state and their comments (graph_api.md §1)."""
