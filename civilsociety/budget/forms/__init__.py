"""Forms that move money: each shows what it would do, and does it once."""
