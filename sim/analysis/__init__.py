"""What it meant: summaries, backtests, recorded crises, and what is held against them."""
