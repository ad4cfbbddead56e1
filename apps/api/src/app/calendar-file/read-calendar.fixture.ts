import type ICAL from 'ical.js';

type Ical = typeof ICAL;
// The resolver treats ical.js as an ES module; Jest needs its CommonJS build, which has no types.
const loaded = jest.requireActual<Ical | { default: Ical }>('ical.js/dist/ical.es5.cjs');
const ical: Ical = 'default' in loaded ? loaded.default : loaded;

/** A property as read by an independent reader. */
export interface ReadProperty {
  name: string;
  value: string;
  parameters: Record<string, string>;
}

export interface ReadComponent {
  name: string;
  properties: ReadProperty[];
  components: ReadComponent[];
}

/** Reads an iCalendar file with ical.js; throws for an invalid one. Dates are ISO 8601, parameter names lower case. */
export function readCalendar(text: string): ReadComponent {
  return read(new ical.Component(ical.parse(text) as unknown[]));
}

/** The only value of a property of the calendar's event. */
export function valueOf(calendar: ReadComponent, property: string): string | undefined {
  const found = calendar.components[0]?.properties.filter(({ name }) => name === property) ?? [];
  if (found.length > 1) throw new Error(`${property} is there ${found.length} times`);
  return found[0]?.value;
}

function read(component: InstanceType<Ical['Component']>): ReadComponent {
  return {
    name: component.name,
    properties: component.getAllProperties().map((property) => {
      const [, parameters] = property.toJSON() as [string, Record<string, string>];
      return { name: property.name, value: String(property.getFirstValue()), parameters };
    }),
    components: component.getAllSubcomponents().map(read),
  };
}
