"""The ground floor: plain frozen values, errors and settings; standard library only."""
