"""Windows that open for a while: preferences, an address to add, about."""
