"""The client of Facebook's Graph API: lives, posts and their comments (graph_api.md §1)."""
