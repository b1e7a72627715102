"""The product screen: the catalogue with Omni's figures, its refresh, editing, import and export."""
