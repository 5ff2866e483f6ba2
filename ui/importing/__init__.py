"""Taking in an edited workbook: the preview with its ticks, and the dialog that reads, shows and writes."""
