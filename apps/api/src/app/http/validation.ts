import type { ArgumentMetadata } from '@nestjs/common';
import { Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { getMetadataStorage } from 'class-validator';
import type { FieldError } from '@expertbook/contracts';
import { DomainError } from './domain-error';
import { fieldCodeOf } from './field-code';

function flatten(errors: readonly ValidationError[], path: string): FieldError[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => {
      const limit = limitOf(error, rule);
      return {
        field,
        code: fieldCodeOf(rule, error.contexts?.[rule]),
        message: message.replaceAll(error.property, field).replace(/^./, (c) => c.toUpperCase()),
        ...(limit !== null && { params: { count: limit } }),
      };
    });
    return [...own, ...flatten(error.children ?? [], field)];
  });
}

/** The number of a rule, such as a maximum length; null for rules without one. */
function limitOf({ target, property }: ValidationError, rule: string): number | null {
  if (!target) return null;
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  const broken = rules.find((one) => one.propertyName === property && one.name === rule);
  const limit: unknown = broken?.constraints?.[0];
  return typeof limit === 'number' ? limit : null;
}

/** The validator accepts an empty list, which has no invalid field. */
@Injectable()
class ObjectValidationPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && Array.isArray(value)) {
      throw new DomainError('malformed_request', { detail: 'The body must be a JSON object.' });
    }
    return super.transform(value, metadata);
  }
}

/**
 * Caches the rules per class. For every validation class-validator looks up the rules of the object's class, searches
 * all classes for inherited ones, and sorts them by property, although they never change once the classes are loaded.
 * For a nested object it passes the outer class's name as `schema`.
 */
function rememberRules(): void {
  const storage = getMetadataStorage();
  const lookUp = storage.getTargetValidationMetadatas.bind(storage);
  const sort = storage.groupByPropertyName.bind(storage);
  type Rules = ReturnType<typeof lookUp>;
  const known = new Map<unknown, Map<string, Rules>>();
  const sorted = new WeakMap<Rules, ReturnType<typeof sort>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (always || strictGroups || groups?.length) {
      return lookUp(target, schema, always, strictGroups, groups);
    }
    const ofTarget = known.get(target) ?? new Map<string, Rules>();
    const rules = ofTarget.get(schema ?? '') ?? lookUp(target, schema, always, strictGroups, groups);
    known.set(target, ofTarget.set(schema ?? '', rules));
    return rules;
  };
  storage.groupByPropertyName = (rules) => {
    const groups = sorted.get(rules) ?? sort(rules);
    sorted.set(rules, groups);
    return groups;
  };
}
rememberRules();

/** Rejects unknown fields, and responds with 422 `validation_failed` and the path of every invalid field. */
export function createValidationPipe(): ValidationPipe {
  return new ObjectValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    // Needed for the numbers of the rules; it is not sent.
    validationError: { target: true },
    exceptionFactory: (errors) => {
      const fields = flatten(errors, '');
      return new DomainError('validation_failed', {
        detail: fields[0]?.message ?? 'Some fields are invalid.',
        errors: fields,
      });
    },
  });
}
