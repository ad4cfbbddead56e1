import type { EventLocation } from '@expertbook/contracts';
import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Without look-alikes, because people read room names aloud; 32 letters, so 5 bits per character. */
const ROOM_ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 26 characters of 5 bits: 130 bits, too many to guess. */
const ROOM_GROUPS = [5, 5, 5, 5, 6] as const;
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * A new meeting link, or null where the location is not a link (`phone`, `in_person`). Random at every call, from the
 * system's cryptographic generator.
 *
 * - `jitsi`: a room on the public server meet.jit.si that exists once a first person enters it (who has to sign in there
 *   to open it). Its name has 130 bits, so only people with the link can enter.
 * - `mock_zoom`, `mock_google_meet`: MOCKS in the services' real formats. They open no meeting; they are for
 *   demonstrations and for tests of features that need a link.
 * - `link`: the expert's own link.
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
