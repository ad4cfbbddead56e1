import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type {
  DailyAgenda,
  DefaultMessageTexts,
  EventTypeMessages,
  ReminderStop,
  ScheduledMessage,
} from '@expertbook/contracts';
import { REMINDER_TOKEN_HEADER } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

/** Reminders of event types, the daily agenda, and stopping reminders. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class MessagesApi {
  private readonly http = inject(HttpClient);

  get(eventTypeId: string): Promise<EventTypeMessages> {
    return firstValueFrom(this.http.get<EventTypeMessages>(addressOf(eventTypeId)));
  }

  put(eventTypeId: string, items: readonly ScheduledMessage[]): Promise<EventTypeMessages> {
    return firstValueFrom(this.http.put<EventTypeMessages>(addressOf(eventTypeId), { items }));
  }

  /** The product's own texts. */
  texts(): Promise<DefaultMessageTexts> {
    return firstValueFrom(this.http.get<DefaultMessageTexts>('/api/v1/message-texts'));
  }

  agenda(): Promise<DailyAgenda> {
    return firstValueFrom(this.http.get<DailyAgenda>('/api/v1/daily-agenda'));
  }

  putAgenda(agenda: DailyAgenda): Promise<DailyAgenda> {
    return firstValueFrom(this.http.put<DailyAgenda>('/api/v1/daily-agenda', agenda));
  }

  /** 404 for a link that is incomplete or of another installation. */
  stop(token: string): Promise<ReminderStop> {
    const headers = { [REMINDER_TOKEN_HEADER]: token };
    return firstValueFrom(this.http.get<ReminderStop>('/api/v1/reminder-stops', { headers }));
  }

  putStop(token: string, isStopped: boolean): Promise<ReminderStop> {
    const headers = { [REMINDER_TOKEN_HEADER]: token };
    return firstValueFrom(this.http.put<ReminderStop>('/api/v1/reminder-stops', { isStopped }, { headers }));
  }
}

function addressOf(eventTypeId: string): string {
  return `/api/v1/event-types/${encodeURIComponent(eventTypeId)}/messages`;
}
