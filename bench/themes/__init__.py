"""Theming side by side with others on labelled sets: agreement, size, seconds, memory and stability."""
