/**
 * The request without undefined fields, as plain objects. DTO instances hold undefined for each field that was left
 * out; it must neither overwrite what is stored nor be stored as null. Deep; only for values that came as JSON.
 */
export function omitUndefined<T extends object>(request: T): Partial<T> {
  return JSON.parse(JSON.stringify(request)) as Partial<T>;
}
