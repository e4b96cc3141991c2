"""How well the checker checks: right texts, systematic damage, and the shares that are found."""
