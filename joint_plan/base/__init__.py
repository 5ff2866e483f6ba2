"""What everything stands on: texts and locale, cleaning of typed text, events, progress, safe writing of files."""
