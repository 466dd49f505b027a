"""What it meant: backtests, reference classes, and what is held against them."""
