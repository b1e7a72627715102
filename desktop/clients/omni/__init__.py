"""The client of Haravan Omni: shop, products, stock, customers (omni_carriers.md §1)."""
