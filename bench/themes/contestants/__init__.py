"""The contestants; each is run as `python -m … SET.csv FOLDER NAME SEED` and writes FOLDER/out.csv."""
