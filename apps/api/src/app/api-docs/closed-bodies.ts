import type { OpenAPIObject } from '@nestjs/swagger';
import type {
  OperationObject,
  ReferenceObject,
  RequestBodyObject,
  SchemaObject,
} from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';

type Part = SchemaObject | ReferenceObject;

/**
 * Documents that bodies, and all objects in them, accept no unknown fields, because `createValidationPipe` rejects
 * them.
 * @param document an OpenAPI document with the routes of this API; changed in place
 */
export function closeBodies(document: OpenAPIObject): void {
  const schemas = document.components?.schemas ?? {};
  const seen = new Set<Part>();
  const close = (part: Part | undefined): void => {
    if (!part || seen.has(part)) return;
    seen.add(part);
    if ('$ref' in part) {
      close(schemas[part.$ref.split('/').at(-1) ?? '']);
      return;
    }
    if (part.properties) part.additionalProperties ??= false;
    [
      ...Object.values(part.properties ?? {}),
      part.items,
      ...(part.oneOf ?? []),
      ...(part.allOf ?? []),
    ].forEach(close);
  };
  for (const item of Object.values(document.paths)) {
    for (const { requestBody } of Object.values(item as Record<string, OperationObject>)) {
      const body = requestBody as RequestBodyObject | undefined;
      close(body?.content['application/json']?.schema);
    }
  }
}
