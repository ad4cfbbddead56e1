import type { TimeRange } from '@expertbook/contracts';
import { readSession, writeSession } from '@expertbook/web-shared/platform/session-store';

/** Input of the steps so far. */
export interface OnboardingDrafts {
  page?: { handle: string; timeZone: string };
  hours?: { days: number[]; range: TimeRange };
  event?: { title: string; duration: number };
}

/** The user's input of this tab; invalid values of an older version are omitted. */
export function readDrafts(userId: string): OnboardingDrafts {
  const kept = record(readSession(keyOf(userId)));
  const [page, hours, event] = [record(kept['page']), record(kept['hours']), record(kept['event'])];
  const [days, range] = [hours['days'], record(hours['range'])];
  return {
    ...(isText(page['handle']) &&
      isText(page['timeZone']) && { page: { handle: page['handle'], timeZone: page['timeZone'] } }),
    ...(Array.isArray(days) &&
      days.every(isDay) &&
      isText(range['start']) &&
      isText(range['end']) && { hours: { days, range: { start: range['start'], end: range['end'] } } }),
    ...(isText(event['title']) &&
      typeof event['duration'] === 'number' && {
        event: { title: event['title'], duration: event['duration'] },
      }),
  };
}

/** Stores the input for this tab, so that neither Back nor a reload loses it. */
export function saveDrafts(userId: string, drafts: OnboardingDrafts): void {
  writeSession(keyOf(userId), drafts);
}

const keyOf = (userId: string) => `eb.onboarding.${userId}`;

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isDay(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 6;
}
