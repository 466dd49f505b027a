"""The whole game in a terminal, line by line: for screen readers, slow lines and scripts."""
