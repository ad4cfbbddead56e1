import { randomInt } from 'node:crypto';
import type { ConferenceProvider } from './conference-provider';
import { randomCharacters, randomGroups } from './random-groups';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * MOCK in Zoom's real format. Its links open no meeting; they are for demonstrations and for tests of features that
 * need a link.
 */
export const MOCK_ZOOM: ConferenceProvider = {
  newMeetingUrl: () =>
    `https://us05web.zoom.us/j/${randomInt(1e10, 1e11)}?pwd=${randomCharacters(URL_SAFE, 32)}.1`,
};

/** The same in Google Meet's real format. */
export const MOCK_GOOGLE_MEET: ConferenceProvider = {
  newMeetingUrl: () => `https://meet.google.com/${randomGroups(LETTERS, [3, 4, 3])}`,
};
