"""Looking at other sites that published pages link to: slowly, from the worker, and never inside a network."""
