"""What happens in a turn: eight phases, a file each, in the order of `PHASES` in `rules`."""
