"""The ledger in arrays, where every number and name that a page may print is found at once. Pure."""
