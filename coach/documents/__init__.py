"""Pages that leave the program: what is printed, and handed to somebody else."""
