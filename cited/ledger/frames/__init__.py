"""The ledger as pandas frames, and the functions with which notebooks choose from them."""
