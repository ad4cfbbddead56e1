"""Reads a JSON list of iCalendar texts from stdin, prints a JSON list of what is in them."""

import json
import sys

from icalendar import Calendar

PEOPLE = ("ATTENDEE", "ORGANIZER")


def of(component):
    properties = {}
    for name, value in component.property_items(recursive=False):
        if name in ("BEGIN", "END"):
            continue
        properties.setdefault(name, []).append(said(name, value))
    return {
        "name": component.name,
        "properties": properties,
        "components": [of(one) for one in component.subcomponents],
        "errors": [str(error) for error in component.errors],
    }


def said(name, value):
    if name in PEOPLE:
        parameters = {key: str(one) for key, one in value.params.items()}
        return {"value": str(value), "parameters": parameters}
    if hasattr(value, "dt"):
        return value.dt.isoformat() if hasattr(value.dt, "isoformat") else value.to_ical().decode()
    return value if isinstance(value, int) else str(value)


json.dump([of(Calendar.from_ical(text)) for text in json.load(sys.stdin)], sys.stdout)
