import type { EventLocation } from '@expertbook/contracts';
import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Without look-alikes, because people read room names to each other; 32 of them, so 5 bits a character. */
const ROOM_ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 26 characters of 5 bits: 130 bits, more than anybody can guess. */
const ROOM_GROUPS = [5, 5, 5, 5, 6] as const;
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * A new link to meet at, or null where the place is not a link (`phone`, `in_person`). Random with every call, from the
 * system's cryptographic generator.
 *
 * - `jitsi`: a room that exists once a first person enters it, on the public server meet.jit.si (whose first guest signs in
 *   to open it). Its name carries 130 bits, so knowing the link is the only way in.
 * - `mock_zoom`, `mock_google_meet`: MOCKS in the services' real formats. They open no meeting; they are for
 *   demonstrations and for tests of what is built on a link.
 * - `link`: what the expert wrote.
 */
export function createMeetingUrl(location: EventLocation): string | null {
  switch (location.kind) {
    case 'jitsi':
      return `https://meet.jit.si/ExpertBook-${groups(ROOM_ALPHABET, ROOM_GROUPS)}`;
    case 'mock_zoom':
      return `https://us05web.zoom.us/j/${randomInt(1e10, 1e11)}?pwd=${word(URL_SAFE, 32)}.1`;
    case 'mock_google_meet':
      return `https://meet.google.com/${groups(LETTERS, [3, 4, 3])}`;
    case 'link':
      return location.value ?? null;
    case 'phone':
    case 'in_person':
      return null;
  }
}

function groups(alphabet: string, lengths: readonly number[]): string {
  return lengths.map((length) => word(alphabet, length)).join('-');
}

function word(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
