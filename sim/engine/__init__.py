"""What happens in a turn: the rules of a scenario, written once over an axis of worlds."""
