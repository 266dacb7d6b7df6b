"""The survey engine: instruments, answers, waves and figures as plain values, without web or database."""
