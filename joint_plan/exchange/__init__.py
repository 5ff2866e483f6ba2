"""What comes back: an edited workbook is let in by a guard, read in a process of its own, matched and compared.

In order: `guard` refuses hostile files, `reading` has one read (`reader` is what runs there) into a `cells.Book`,
`layout` says what the program wrote, `matching` finds it again, `comparison` makes a `preview.Preview`, and
`preview.Preview.deltas` gives what a person accepted. Nothing here writes a plan.
"""

READER = "--read-workbook"
"""The first argument of a frozen program that is to read a workbook (`reader`) and do nothing else."""
