"""The database: its threads, its tables and the queries on them. No use cases, no network."""
