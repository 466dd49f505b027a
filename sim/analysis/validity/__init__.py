"""Validity: what a scenario is held against, and where it passes or falls short."""
