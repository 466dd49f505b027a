"""A scenario in words, tables and pictures: told once, written for a page or for a terminal."""
