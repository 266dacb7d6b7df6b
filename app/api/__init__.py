"""The HTTP API: what a program publishes, for programs; and the ways in for partners and metrics."""
