"""How a plan is run behind the window: one background thread, a pool of processes, and answers that grow surer."""
