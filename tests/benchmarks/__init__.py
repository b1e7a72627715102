"""What `python3 run.py bench` measures (contracts.md §1). Holds no rules and asserts nothing by itself."""
