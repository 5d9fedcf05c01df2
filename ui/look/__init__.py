"""What everything looks like: themes, style sheet, fonts, icons, and small widgets that all parts share."""
