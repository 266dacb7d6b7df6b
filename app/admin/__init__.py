"""Administration: people, programs, jobs, mails and health."""
