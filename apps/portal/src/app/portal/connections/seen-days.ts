import type { ExternalEvent, LocalDate, TimeZoneName } from '@expertbook/contracts';
import { localDateOf } from '@expertbook/web-shared/ui/zoned-time';

/** The events of one local date, the earliest first. */
export interface SeenDay {
  date: LocalDate;
  events: ExternalEvent[];
}

/** Events by the local date on which they begin; what began before `today` and still lasts is under `today`. */
export function seenDays(events: readonly ExternalEvent[], zone: TimeZoneName, today: LocalDate): SeenDay[] {
  const days = new Map<LocalDate, ExternalEvent[]>();
  for (const event of [...events].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const begins = localDateOf(event.start, zone);
    const date = begins < today ? today : begins;
    days.set(date, [...(days.get(date) ?? []), event]);
  }
  return [...days].map(([date, events]) => ({ date, events }));
}
