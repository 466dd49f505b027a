"""The validity of a scenario as sentences, tables, pictures and a page."""
