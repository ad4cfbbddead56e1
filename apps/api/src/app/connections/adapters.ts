import { Injectable } from '@nestjs/common';
import type { CalendarProvider } from '@expertbook/contracts';
import type { CalendarAdapter } from './calendar-adapter';
import { IcsAdapter } from './ics/ics.adapter';

/** The adapter of each provider. */
@Injectable()
export class CalendarAdapters {
  private readonly all: Readonly<Partial<Record<CalendarProvider, CalendarAdapter<object>>>>;

  constructor(ics: IcsAdapter) {
    this.all = { ics: ics as CalendarAdapter<object> };
  }

  /** @throws Error for a provider that this version has no adapter for */
  of(provider: CalendarProvider): CalendarAdapter<object> {
    const adapter = this.all[provider];
    if (!adapter) throw new Error(`No adapter for ${provider}.`);
    return adapter;
  }
}
