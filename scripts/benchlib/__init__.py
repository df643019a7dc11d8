"""Parts of scripts/bench: the program on a terminal, the simulator, peers, and the table of figures."""
