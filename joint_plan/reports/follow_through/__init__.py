"""The morning after: a summary to send, the actions as a list, and every date for a calendar."""
