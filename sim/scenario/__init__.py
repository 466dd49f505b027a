"""What an author writes: reading it, what it may say, and whether it holds together."""
