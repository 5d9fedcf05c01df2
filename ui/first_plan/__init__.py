"""Six questions that make a first plan."""
