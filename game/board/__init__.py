"""The panels of the main board, a file each; `game/screens/board.py` lays them out."""
