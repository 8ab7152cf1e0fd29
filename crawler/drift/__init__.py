"""A portal compared with its own past: what is not as it used to be, why, and since when."""
