"""The pygame front end and the classroom host: sends orders, draws views, computes no rules."""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # else importing it prints a greeting
