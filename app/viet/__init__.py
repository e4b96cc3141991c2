"""Pure knowledge of Vietnamese: no I/O, no Qt, nothing of ours imported."""
