"""Tables with the habits of a spreadsheet, over the parts of a plan."""
