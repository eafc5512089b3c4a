"""Reports: the log as one self-contained page for people who were not there."""
