import { Injectable, inject } from '@angular/core';
import type { ConnectedCalendar, ExternalEvent, IsoInstant } from '@expertbook/contracts';
import { ConnectionsApi } from '../../data/connections-api';
import { Loadable } from '@expertbook/web-shared/ui/loadable';

/** An event of a connected calendar, with what the expert knows that calendar by. */
export interface OutsideEvent extends Pick<ExternalEvent, 'start' | 'end' | 'allDay'> {
  /** The same as long as the event is. */
  id: string;
  calendar: Pick<ConnectedCalendar, 'name' | 'color'>;
}

/** Events from outside in the visible stretch. Without an answer there are none: the calendar is worth showing. Provided by the page. */
@Injectable()
export class OutsideEvents {
  private readonly api = inject(ConnectionsApi);
  private readonly read = new Loadable<OutsideEvent[]>();
  /** Null until they have been read once. */
  readonly events = this.read.value;

  load(span: { from: IsoInstant; to: IsoInstant }): Promise<void> {
    return this.read.load(() => this.ask(span), { quiet: true });
  }

  private async ask(span: { from: IsoInstant; to: IsoInstant }): Promise<OutsideEvent[]> {
    const calendars = new Map(
      (await this.api.list()).flatMap((one) => one.calendars.map((calendar) => [calendar.id, calendar])),
    );
    if (calendars.size === 0) return [];
    const seen = new Map<string, number>();
    return (await this.api.events(span)).flatMap(({ calendarId, start, end, allDay }) => {
      const calendar = calendars.get(calendarId);
      if (!calendar) return [];
      const key = `${calendarId} ${start} ${end}`;
      const number = (seen.get(key) ?? 0) + 1;
      seen.set(key, number);
      return [{ id: `${key} ${number}`, start, end, allDay, calendar }];
    });
  }
}
