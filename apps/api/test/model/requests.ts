import type { BookingStatus } from '@expertbook/contracts';

/** The requester: the client by manage token, the booking's expert, another expert, an attacker with a guessed token. */
export type Requester = 'client' | 'expert' | 'foreign' | 'stranger';

export type MoveName = 'cancel' | 'confirm' | 'decline' | 'no-show' | 'view';

export interface BookRequest {
  readonly do: 'book';
  readonly expert: number;
  readonly type: number;
  readonly start: number;
  /** Null = left out. */
  readonly minutes: number | null;
  readonly holdToken: string | null;
  /** Unique, so that the outcome of a lost request can be looked up. */
  readonly email: string;
  readonly key: string | null;
}

export interface RescheduleRequest {
  readonly do: 'reschedule';
  readonly uid: string;
  readonly as: Requester;
  readonly token: string;
  readonly expert: number;
  readonly start: number;
  readonly holdToken: string | null;
  readonly reason: string | null;
}

export interface MoveRequest {
  readonly do: MoveName;
  readonly uid: string;
  readonly as: Requester;
  readonly token: string;
  readonly expert: number;
  readonly reason: string | null;
}

/** One request to the API, with every name and time filled in. Instants are epoch milliseconds, durations minutes. */
export type Request =
  | {
      readonly do: 'hold';
      readonly expert: number;
      readonly type: number;
      readonly start: number;
      readonly minutes: number | null;
    }
  | { readonly do: 'renew' | 'release'; readonly token: string }
  /** A hold expires: its expiry is moved into the past in the raw database. */
  | { readonly do: 'expire'; readonly token: string }
  | { readonly do: 'list'; readonly expert: number; readonly type: number; readonly minutes: number }
  | BookRequest
  | RescheduleRequest
  | MoveRequest;

/** The response. */
export interface Seen {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly sentAt: number;
  readonly receivedAt: number;
  /**
   * The response died with its process, but the effect exists: `body` is the booking as found afterwards, and
   * `status` has no meaning.
   */
  readonly lost?: true;
}

/** The resulting statuses of transitions. */
export const TARGETS = {
  cancel: 'cancelled',
  confirm: 'confirmed',
  decline: 'declined',
  'no-show': 'no_show',
} as const;
/** The legal starting statuses of transitions. */
export const LEGAL: Readonly<Record<string, readonly BookingStatus[]>> = {
  cancel: ['pending', 'confirmed'],
  confirm: ['pending'],
  decline: ['pending'],
  // No booking of the model has begun.
  'no-show': [],
};
