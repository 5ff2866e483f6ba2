"""What the teams take home: one report model, computed once, and the writers that lay it out (Excel, PDF)."""
