"""What can be said about ballots without storage: who has won, whether enough took part, what was locked."""
