"""Quick wins in Excel: the table with its scores worked out, the matrix that sorts itself, what is due next."""
