"""What the screens of the story share: pages, the rows of a turn, what changed and what it cost."""
