"""How a span reader was trained and measured: examples, network, fitting, measuring."""
