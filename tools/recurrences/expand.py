"""Reads {"from", "to", "files": [text]} from stdin (instants in seconds), prints for each file the occurrences within, as a JSON list."""

import datetime
import json
import sys
import zoneinfo

import recurring_ical_events
from icalendar import Calendar

UTC = datetime.timezone.utc


def instant(value, zone):
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    if value.tzinfo is None:
        value = value.replace(tzinfo=zone)
    return int(value.astimezone(UTC).timestamp())


def of(event, zone):
    start = event["DTSTART"].dt
    return {
        "uid": str(event.get("UID", "")),
        "start": instant(start, zone),
        "end": instant(event["DTEND"].dt, zone) if "DTEND" in event else instant(start, zone),
        "allDay": not isinstance(start, datetime.datetime),
        "transparent": str(event.get("TRANSP", "")).upper() == "TRANSPARENT",
        "status": str(event.get("STATUS", "CONFIRMED")).upper(),
    }


def expand(text, begin, end, zone):
    try:
        found = recurring_ical_events.of(Calendar.from_ical(text)).between(begin, end)
        return [of(event, zone) for event in found]
    except Exception as error:  # what it cannot read is for the caller to judge
        return {"error": repr(error)[:300]}


asked = json.load(sys.stdin)
zone = zoneinfo.ZoneInfo(asked["zone"])
begin, end = (datetime.datetime.fromtimestamp(asked[key], UTC) for key in ("from", "to"))
json.dump([expand(text, begin, end, zone) for text in asked["files"]], sys.stdout)
