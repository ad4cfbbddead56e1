import { Injectable, inject, signal } from '@angular/core';
import type { EventTypeMark } from '@expertbook/contracts';
import { EventTypesApi } from '../../data/event-types-api';

const NONE: EventTypeMark = { color: null, icon: null };

/** Colour and icon of the expert's event types, by their ids, for everything that shows bookings. Removed ones have none. */
@Injectable({ providedIn: 'root' })
export class EventMarks {
  private readonly api = inject(EventTypesApi);
  private readonly marks = signal<ReadonlyMap<string, EventTypeMark>>(new Map());
  private reading: Promise<void> | null = null;
  private seen = -1;

  /** Reads them where that has not been done since the last change; what cannot be read stays as it was. */
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
