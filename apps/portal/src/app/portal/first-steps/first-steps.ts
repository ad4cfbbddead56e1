import type { EventType, ExpertProfile, Schedule } from '@expertbook/contracts';

export type StepName = 'hours' | 'event' | 'face' | 'look' | 'share';

/** Inputs of the steps. */
export interface StepFacts {
  schedules: readonly Pick<Schedule, 'weekly' | 'overrides'>[];
  eventTypes: readonly Pick<EventType, 'active'>[];
  expert: Pick<ExpertProfile, 'photoUrl' | 'headline' | 'bio'>;
  /** The expert opened their page or copied its link in this browser. */
  seen: boolean;
  shared: boolean;
  /** There is a booking: then the link was shared and the page opened, whatever this browser has stored. */
  booked: boolean;
}

export interface Step {
  name: StepName;
  done: boolean;
}

/** What is missing from the profile. */
export type ProfileGap = 'both' | 'photo' | 'words';

/** Days after its creation in which an account shows its first steps. */
const YOUNG_DAYS = 30;
const DAY_MS = 86_400_000;

/** The steps from a new account to a first booking, in order, each done or not according to the account's data. */
export function firstSteps({ schedules, eventTypes, expert, seen, shared, booked }: StepFacts): Step[] {
  return [
    { name: 'hours', done: schedules.some(hasHours) },
    { name: 'event', done: eventTypes.some(({ active }) => active) },
    { name: 'face', done: profileGap(expert) === null },
    { name: 'look', done: seen || booked },
    { name: 'share', done: shared || booked },
  ];
}

/** Null when there is both a photo and a text. */
export function profileGap({ photoUrl, headline, bio }: StepFacts['expert']): ProfileGap | null {
  const hasWords = Boolean(headline.trim() || bio.trim());
  if (photoUrl) return hasWords ? null : 'words';
  return hasWords ? 'photo' : 'both';
}

/**
 * Whether the expert is new: the account is young, or nothing can be booked yet.
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
