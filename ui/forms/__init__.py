"""Forms for the parts of a plan."""
