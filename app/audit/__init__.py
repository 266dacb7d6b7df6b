"""The record of who did what when, chained so that a change is found."""
