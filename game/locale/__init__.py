"""The texts of the program in other languages: a template and, by language, a catalog.

`python -m game.locale sq` begins Albanian, `python -m game.locale` renews everything from the code.
"""
