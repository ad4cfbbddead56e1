import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { CreateEventTypeRequest, EventType, UpdateEventTypeRequest } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

const EVENT_TYPES = '/api/v1/event-types';

/** The expert's event types. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class EventTypesApi {
  private readonly http = inject(HttpClient);
  private count = 0;

  /** Number of changes made in this tab. */
  get changes(): number {
    return this.count;
  }

  list(): Promise<EventType[]> {
    return firstValueFrom(this.http.get<EventType[]>(EVENT_TYPES));
  }

  get(id: string): Promise<EventType> {
    return firstValueFrom(this.http.get<EventType>(`${EVENT_TYPES}/${encodeURIComponent(id)}`));
  }

  /** 409 `slug_taken` when the expert has another event type under that slug. */
  create(request: CreateEventTypeRequest): Promise<EventType> {
    return this.changed(firstValueFrom(this.http.post<EventType>(EVENT_TYPES, request)));
  }

  update(id: string, request: UpdateEventTypeRequest): Promise<EventType> {
    const path = `${EVENT_TYPES}/${encodeURIComponent(id)}`;
    return this.changed(firstValueFrom(this.http.patch<EventType>(path, request)));
  }

  /** `ids` lists each of the expert's event types once. Returns all of them in their new order. */
  order(ids: readonly string[]): Promise<EventType[]> {
    return firstValueFrom(this.http.put<EventType[]>(`${EVENT_TYPES}/order`, { ids }));
  }

  async remove(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(`${EVENT_TYPES}/${encodeURIComponent(id)}`));
  }

  private changed<T>(call: Promise<T>): Promise<T> {
    return call.finally(() => this.count++);
  }
}
