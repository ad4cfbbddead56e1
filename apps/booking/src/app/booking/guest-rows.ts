import { MAX_GUESTS } from '@expertbook/contracts';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import type { Fault } from './form-fields';
import { EMAIL, MAX_LENGTHS } from './form-fields';

/** One line of the guest list. Its id stays the same when earlier lines are removed. */
export interface GuestRow {
  id: number;
  email: string;
}

let last = 0;

export function guestRow(email = ''): GuestRow {
  return { id: ++last, email };
}

/** The lines to send, in order: those that are not empty. */
export function filledRows(rows: readonly GuestRow[]): GuestRow[] {
  return rows.filter(({ email }) => email.trim() !== '');
}

/** Errors of lines by id. Empty lines are not sent and so have none. */
export function guestFaults(rows: readonly GuestRow[], clientEmail: string): ReadonlyMap<number, Fault> {
  const filled = filledRows(rows);
  const keys = filled.map(({ email }) => keyOf(email));
  const own = keyOf(clientEmail);
  return new Map(
    filled.flatMap(({ id, email }, index): [number, Fault][] => {
      const wrong = (key: TextKey<'booking-form'>, count = 0): [number, Fault][] => [
        [id, { key, values: { count } }],
      ];
      if (!EMAIL.test(email)) return wrong('fault.email');
      if (email.trim().length > MAX_LENGTHS.email) return wrong('fault.long', MAX_LENGTHS.email);
      if (keys[index] === own) return wrong('fault.own');
      if (keys.indexOf(keys[index] ?? '') < index) return wrong('fault.twice');
      return index < MAX_GUESTS ? [] : wrong('fault.guests', MAX_GUESTS);
    }),
  );
}

/**
 * Addresses of a list that was pasted into one line: `Ada <ada@example.com>, alan@example.com`. A single one is no
 * list.
 */
export function pastedAddresses(text: string): string[] {
  const found = text.split(/[,;\s<>]+/).filter((word) => EMAIL.test(word));
  return found.length > 1 ? found : [];
}

function keyOf(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}
