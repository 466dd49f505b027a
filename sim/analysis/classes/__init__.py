"""The debrief of a class: tables that met the same luck, side by side."""
