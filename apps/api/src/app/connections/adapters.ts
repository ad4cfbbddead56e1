import { Injectable } from '@nestjs/common';
import type { CalendarProvider } from '@expertbook/contracts';
import type { CalendarAdapter } from './calendar-adapter';
import { CalDavAdapter } from './caldav/caldav-adapter';
import { IcsAdapter } from './ics/ics-adapter';

/** The adapter of each provider. */
@Injectable()
export class CalendarAdapters {
  private readonly all: Readonly<Record<CalendarProvider, CalendarAdapter<object>>>;

  constructor(ics: IcsAdapter, caldav: CalDavAdapter) {
    this.all = { ics: ics as CalendarAdapter<object>, caldav: caldav as CalendarAdapter<object> };
  }

  /** Access is stored with the provider that it is for, so that an adapter only gets its own. */
  of(provider: CalendarProvider): CalendarAdapter<object> {
    return this.all[provider];
  }
}
