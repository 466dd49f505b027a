"""The commands of the game, one file each; `sim.cli` finds them by entry point."""
