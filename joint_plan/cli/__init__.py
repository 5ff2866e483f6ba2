"""The command line: the same plans and papers without a screen (deliverables.md, "Command line")."""
