"""The parts of the debrief, each in a file: what they show of what was decided and what was so."""
