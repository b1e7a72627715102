"""Setting a campaign up before its live: products, keywords, rules and wordings."""
