import type { ConferenceProvider } from './conference-provider';
import { randomGroups } from './random-groups';

/** Without look-alikes, because people read room names aloud; 32 letters, so 5 bits per character. */
const ROOM_ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 26 characters of 5 bits: 130 bits, too many to guess. */
const ROOM_GROUPS = [5, 5, 5, 5, 6] as const;

/**
 * Rooms on a Jitsi Meet server. A room exists once a first person enters it; the server may ask that person to sign in,
 * as meet.jit.si does. Its name has 130 bits, so only people with the link can enter.
 * @param serverUrl of the server, with its path and without a slash at the end
 */
export function jitsi(serverUrl: string): ConferenceProvider {
  return { newMeetingUrl: () => `${serverUrl}/ExpertBook-${randomGroups(ROOM_ALPHABET, ROOM_GROUPS)}` };
}
