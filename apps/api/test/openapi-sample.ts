import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  type?: string;
  format?: string;
  enum?: unknown[];
  example?: unknown;
  minimum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  nullable?: boolean;
}

interface Parameter {
  in: string;
  name: string;
  required?: boolean;
  schema?: Schema;
  example?: unknown;
}

interface Described {
  parameters?: Parameter[];
  security?: Record<string, unknown>[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description?: string }>;
}

/** One operation of `docs/openapi.json`, which a test compares with the running API. */
export interface Operation {
  method: string;
  /** With its parameters in braces. */
  path: string;
  parameters: readonly Parameter[];
  /** Names of the security schemes, any of which gives access; none = public. */
  security: readonly string[];
  /** Problem codes in the document. */
  codes: readonly string[];
  /** Undefined where there is no JSON body. */
  body: Schema | undefined;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const document = JSON.parse(readFileSync(join(__dirname, '../../../docs/openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
};

/** Every operation of the document. */
export function operations(): Operation[] {
  return Object.entries(document.paths).flatMap(([path, described]) =>
    METHODS.flatMap((method) => {
      const operation = described[method];
      if (!operation) return [];
      return [
        {
          method: method.toUpperCase(),
          path,
          parameters: operation.parameters ?? [],
          security: (operation.security ?? []).flatMap((one) => Object.keys(one)),
          codes: Object.values(operation.responses).flatMap(({ description = '' }) =>
            [...description.matchAll(/`(\w+)`/g)].map(([, code]) => code ?? ''),
          ),
          body: operation.requestBody?.content['application/json']?.schema,
        },
      ];
    }),
  );
}

/**
 * A value that matches the schema, from its examples.
 * @param named values for properties of these names, with any schema
 */
export function sampleOf(schema: Schema, named: Readonly<Record<string, unknown>>): unknown {
  const shape = resolved(schema);
  if (shape.properties && shape.type !== 'array') {
    const entries = Object.entries(shape.properties).flatMap(([name, property]) => {
      if (name in named) return [[name, named[name]] as const];
      const isNeeded = shape.required?.includes(name) || (shape.required ?? []).length === 0;
      return isNeeded ? [[name, sampleOf(property, named)] as const] : [];
    });
    return Object.fromEntries(entries);
  }
  if (shape.example !== undefined) return shape.example;
  if (shape.enum) return shape.enum[0];
  if (shape.type === 'array') return shape.items ? [sampleOf(shape.items, named)] : [];
  if (shape.type === 'integer' || shape.type === 'number') return shape.minimum ?? 1;
  if (shape.type === 'boolean') return false;
  if (shape.format === 'date-time') return '2027-01-04T09:00:00Z';
  if (shape.format === 'date') return '2027-01-04';
  return shape.type === 'object' ? {} : 'sample';
}

function resolved(schema: Schema): Schema {
  const target = schema.$ref ?? schema.allOf?.[0]?.$ref ?? schema.oneOf?.[0]?.$ref;
  if (target === undefined) return schema.oneOf?.[0] ?? schema;
  return document.components.schemas[target.split('/').at(-1) ?? ''] ?? {};
}
