import type { HourCycle, IsoInstant, LocalDate, Slot } from '@expertbook/contracts';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { longDate } from './date-text';
import { timeText, wallTime } from './wall-time';

/** A start as a button; disabled while another client holds it. */
export interface TimeButton {
  slot: Slot;
  held: boolean;
  instant: number;
  text: string;
  label: string;
}

/** Format of the buttons' texts. */
export interface TimeWords {
  t: Translator<'booking'>;
  cycle: HourCycle;
  /** Name of the zone in accessible names. */
  zoneName: string;
}

/** The buttons of one day, earliest first. */
export function timeButtons(
  date: LocalDate,
  slots: readonly Slot[] = [],
  held: readonly IsoInstant[] = [],
  words: TimeWords,
): TimeButton[] {
  const day = longDate(date, dateLocale());
  return [
    ...slots.map((slot) => button(slot, false, day, words)),
    ...held.map((start) => button({ start }, true, day, words)),
  ].sort((a, b) => a.instant - b.instant);
}

function button(slot: Slot, held: boolean, day: string, { t, cycle, zoneName }: TimeWords): TimeButton {
  const text = timeText(wallTime(slot.start).time, cycle);
  const parts = [
    text,
    day,
    t('zoneTime', { city: zoneName }),
    ...(slot.seatsLeft ? [t('times.places', { count: slot.seatsLeft })] : []),
    ...(held ? [t('times.heldSpoken')] : []),
  ];
  return { slot, held, text, instant: Date.parse(slot.start), label: parts.join(t('comma')) };
}
