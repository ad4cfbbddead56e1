import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type {
  ConnectCalDavRequest,
  ConnectedCalendar,
  ConnectIcsRequest,
  Connection,
  ExternalEvent,
  IsoInstant,
  UpdateConnectedCalendarRequest,
  UpdateConnectionRequest,
} from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

const CONNECTIONS = '/api/v1/connections';

/** The expert's calendars at other providers. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class ConnectionsApi {
  private readonly http = inject(HttpClient);

  list(): Promise<Connection[]> {
    return firstValueFrom(this.http.get<Connection[]>(CONNECTIONS));
  }

  /** 422 `address_not_reachable`, `connection_failed` or `validation_failed`. */
  connectIcs(request: ConnectIcsRequest): Promise<Connection> {
    return firstValueFrom(this.http.post<Connection>(`${CONNECTIONS}/ics`, request));
  }

  /** As {@link connectIcs}; a refused password is a `validation_failed` of the field `password`. */
  connectCalDav(request: ConnectCalDavRequest): Promise<Connection> {
    return firstValueFrom(this.http.post<Connection>(`${CONNECTIONS}/caldav`, request));
  }

  update(id: string, request: UpdateConnectionRequest): Promise<Connection> {
    return firstValueFrom(this.http.patch<Connection>(pathOf(id), request));
  }

  async remove(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(pathOf(id)));
  }

  updateCalendar(
    id: string,
    calendarId: string,
    request: UpdateConnectedCalendarRequest,
  ): Promise<ConnectedCalendar> {
    const path = `${pathOf(id)}/calendars/${encodeURIComponent(calendarId)}`;
    return firstValueFrom(this.http.patch<ConnectedCalendar>(path, request));
  }

  /** Reads the calendars now; a failure is in the response. */
  sync(id: string): Promise<Connection> {
    return firstValueFrom(this.http.post<Connection>(`${pathOf(id)}/sync`, {}));
  }

  /** At most 45 days. */
  events({ from, to }: { from: IsoInstant; to: IsoInstant }): Promise<ExternalEvent[]> {
    return firstValueFrom(this.http.get<ExternalEvent[]>(`${CONNECTIONS}/events`, { params: { from, to } }));
  }
}

function pathOf(id: string): string {
  return `${CONNECTIONS}/${encodeURIComponent(id)}`;
}
