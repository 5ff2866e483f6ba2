"""The Funnel sheet: the rules of the funnel as live formulas over yellow input cells."""
