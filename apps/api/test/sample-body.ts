/** The part of JSON schema that the OpenAPI document of this API uses. */
export interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  example?: unknown;
  default?: unknown;
  format?: string;
  minimum?: number;
  properties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** Position of a value in a body: keys and list indexes. The body itself is at `[]`. */
export type Position = readonly (string | number)[];

const DEPTH = 6;

/**
 * A body that matches a schema, with every optional field.
 * @param known values by field name, preferred to the schema's own examples
 */
export function sampleOf(
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  known: Readonly<Record<string, unknown>>,
  depth = DEPTH,
): unknown {
  const sample = (part: Schema) => sampleOf(part, schemas, known, depth - 1);
  if (depth === 0) return null;
  if (schema.$ref) return sample(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  const [variant] = schema.oneOf ?? schema.allOf ?? [];
  if (variant) return sample(variant);
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, part]) => [name, known[name] ?? sample(part)]),
    );
  }
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 1 }, () => sample(schema.items ?? {}));
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'object') return {};
  return schema.format === 'date-time' ? '2027-01-04T09:00:00Z' : 'text';
}

/** Every position of a body, the body itself first; in a list only the first entry. */
export function positionsOf(body: unknown, at: Position = []): Position[] {
  const inside = Array.isArray(body)
    ? body.slice(0, 1).flatMap((entry, i) => positionsOf(entry, [...at, i]))
    : typeof body === 'object' && body !== null
      ? Object.entries(body).flatMap(([key, value]) => positionsOf(value, [...at, key]))
      : [];
  return [at, ...inside];
}

/** A copy of a body with another value at one position. */
export function withValueAt(body: unknown, [first, ...rest]: Position, value: unknown): unknown {
  if (first === undefined) return value;
  const copy = Array.isArray(body) ? [...(body as unknown[])] : { ...(body as Record<string, unknown>) };
  const inside = (copy as Record<string | number, unknown>)[first];
  (copy as Record<string | number, unknown>)[first] = withValueAt(inside, rest, value);
  return copy;
}
