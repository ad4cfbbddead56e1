import type { ExecutionContext } from '@nestjs/common';
import { applyDecorators, createParamDecorator } from '@nestjs/common';
import { ApiHeader, ApiQuery } from '@nestjs/swagger';
import { LINK_TOKEN_HEADER } from '@expertbook/contracts';
import type { FastifyRequest } from 'fastify';
import type { Types } from 'mongoose';

/** The credential for an event type: a link's secret, or a booking of it with its manage token. */
export interface AccessKey {
  linkToken: string | null;
  bookingUid: string | null;
  manageToken: string | null;
  /** The signed-in expert, who can open their own event types. */
  expertId?: Types.ObjectId | null;
}

/** Longer than any secret or uid: a truncated value opens nothing. */
const MAX_LENGTH = 100;

/** The {@link AccessKey} of a request: X-Link-Token, and X-Manage-Token with `?booking=<uid>`. */
export const RequestAccessKey = createParamDecorator(
  (_data: unknown, context: ExecutionContext): AccessKey => {
    const { headers, query } = context.switchToHttp().getRequest<FastifyRequest>();
    return {
      linkToken: textOf(headers[LINK_TOKEN_HEADER.toLowerCase()]),
      bookingUid: textOf((query as Record<string, unknown>)['booking']),
      manageToken: textOf(headers['x-manage-token']),
    };
  },
);

/** Documents what {@link RequestAccessKey} reads. */
export function ApiAccessKey(): MethodDecorator {
  return applyDecorators(
    ApiHeader({ name: LINK_TOKEN_HEADER, required: false, description: 'The secret of a booking link' }),
    ApiHeader({
      name: 'X-Manage-Token',
      required: false,
      description: 'With `booking`: to move that booking',
    }),
    ApiQuery({ name: 'booking', required: false, description: 'Uid of the booking to be moved' }),
  );
}

/** The credential that was sent, cut to the length that is worth hashing; null without one. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_LENGTH) : null;
}
