"""How values of a plan are written for people, and what they write is read."""
