import { Injectable, inject, signal } from '@angular/core';
import type { EventTypeMark } from '@expertbook/contracts';
import { EventTypesApi } from '../../data/event-types-api';

const NONE: EventTypeMark = { color: null, icon: null };

/** Colour and icon of the expert's event types by id, for all views of bookings. Removed event types have none. */
@Injectable({ providedIn: 'root' })
export class EventMarks {
  private readonly api = inject(EventTypesApi);
  private readonly marks = signal<ReadonlyMap<string, EventTypeMark>>(new Map());
  private reading: Promise<void> | null = null;
  private seen = -1;

  /** Reads the marks if event types changed since the last read; a failed read keeps the old ones. */
  refresh(): void {
    if (this.seen === this.api.changes || this.reading) return;
    const { changes } = this.api;
    this.reading = this.api
      .list()
      .then((all) => {
        this.marks.set(new Map(all.map(({ id, color, icon }) => [id, { color, icon }])));
        this.seen = changes;
      })
      .catch(() => undefined)
      .finally(() => (this.reading = null));
  }

  /** Reads a signal. */
  of(eventTypeId: string): EventTypeMark {
    return this.marks().get(eventTypeId) ?? NONE;
  }
}
