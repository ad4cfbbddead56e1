import type { EventType, ExpertProfile, Schedule } from '@expertbook/contracts';

export type StepName = 'hours' | 'event' | 'face' | 'look' | 'share';

/** Everything the steps are read from. */
export interface StepFacts {
  schedules: readonly Pick<Schedule, 'weekly' | 'overrides'>[];
  eventTypes: readonly Pick<EventType, 'active'>[];
  expert: Pick<ExpertProfile, 'photoUrl' | 'headline' | 'bio'>;
  /** The page was opened from here, its link was taken along: what only this browser knows. */
  seen: boolean;
  shared: boolean;
  /** There is a booking: then the link has been shared and the page opened, whatever this browser has stored. */
  booked: boolean;
}

export interface Step {
  name: StepName;
  done: boolean;
}

/** What still keeps the profile from having a face. */
export type FaceLack = 'both' | 'photo' | 'words';

/** Days after its making in which an account is shown its first steps. */
const YOUNG_DAYS = 30;
const DAY_MS = 86_400_000;

/** The way from a new account to a first booking, in order, each step done or not by what is really there. */
export function firstSteps({ schedules, eventTypes, expert, seen, shared, booked }: StepFacts): Step[] {
  return [
    { name: 'hours', done: schedules.some(hasHours) },
    { name: 'event', done: eventTypes.some(({ active }) => active) },
    { name: 'face', done: faceLack(expert) === null },
    { name: 'look', done: seen || booked },
    { name: 'share', done: shared || booked },
  ];
}

/** Null when there are a photo and words. */
export function faceLack({ photoUrl, headline, bio }: StepFacts['expert']): FaceLack | null {
  const hasWords = Boolean(headline.trim() || bio.trim());
  if (photoUrl) return hasWords ? null : 'words';
  return hasWords ? 'photo' : 'both';
}

/**
 * Whether an expert is still at the beginning: the account is young, or nothing can be booked yet.
 *
 * @param createdAt of the account
 */
export function isBeginner(createdAt: string, now: Date, eventTypes: StepFacts['eventTypes']): boolean {
  const isYoung = now.getTime() - Date.parse(createdAt) < YOUNG_DAYS * DAY_MS;
  return isYoung || !eventTypes.some(({ active }) => active);
}

function hasHours({ weekly, overrides }: StepFacts['schedules'][number]): boolean {
  return weekly.some((day) => day.length > 0) || overrides.some(({ ranges }) => ranges.length > 0);
}
