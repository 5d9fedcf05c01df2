"""From a plan file to a decision: reads plans, simulates them, says what happens, what it costs and how sure it is."""
