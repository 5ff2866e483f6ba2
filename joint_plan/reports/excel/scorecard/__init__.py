"""The scorecard in Excel: what was measured, typed into yellow cells, against the plan's targets; and its chart."""
