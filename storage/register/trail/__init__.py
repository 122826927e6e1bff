"""What happened and who did it: events, and the chain of hashes over them."""
