"""Sensitivity: on which numbers of a scenario its outcomes hang, and under what conditions."""
