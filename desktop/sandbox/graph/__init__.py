"""The stand-in for Facebook's Graph API, faithful to graph_api.md: state, answers, and the server."""
