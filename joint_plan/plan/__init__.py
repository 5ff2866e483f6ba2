"""What a plan is: frozen records, each field declared once, and edits as data."""
