"""Files that come: put into the inbox, looked for there, taken apart, carried elsewhere."""
