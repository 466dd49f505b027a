"""How a scenario behaves when it is played: by whom, how it ends, and what that hangs on."""
