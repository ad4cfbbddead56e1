import { Param } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Types } from 'mongoose';
import { DomainError } from './domain-error';

const OBJECT_ID = /^[0-9a-f]{24}$/i;

/**
 * An id from a path or a body.
 * @throws DomainError `not_found` for a text that cannot be an id: the same response as for an unknown id
 */
export function parseObjectId(text: unknown): Types.ObjectId {
  if (typeof text === 'string' && OBJECT_ID.test(text)) return Types.ObjectId.createFromHexString(text);
  throw new DomainError('not_found');
}

/** The id in the path, as an `ObjectId`; see {@link parseObjectId}. */
export const IdParam =
  (name = 'id'): ParameterDecorator =>
  (target, key, index) => {
    Param(name, { transform: parseObjectId })(target, key, index);
    if (key === undefined) return;
    const descriptor = Object.getOwnPropertyDescriptor(target, key);
    if (descriptor)
      ApiParam({ name, type: String, example: '66f0c1d2e3a4b5c6d7e8f902' })(target, key, descriptor);
  };
