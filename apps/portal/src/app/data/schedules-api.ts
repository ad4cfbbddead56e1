import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Schedule, ScheduleRequest, UpdateScheduleRequest } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

const SCHEDULES = '/api/v1/schedules';

/** The expert's schedules. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class SchedulesApi {
  private readonly http = inject(HttpClient);

  list(): Promise<Schedule[]> {
    return firstValueFrom(this.http.get<Schedule[]>(SCHEDULES));
  }

  get(id: string): Promise<Schedule> {
    return firstValueFrom(this.http.get<Schedule>(`${SCHEDULES}/${encodeURIComponent(id)}`));
  }

  create(request: ScheduleRequest): Promise<Schedule> {
    return firstValueFrom(this.http.post<Schedule>(SCHEDULES, request));
  }

  update(id: string, request: UpdateScheduleRequest): Promise<Schedule> {
    return firstValueFrom(this.http.patch<Schedule>(`${SCHEDULES}/${encodeURIComponent(id)}`, request));
  }

  /** 409 `schedule_in_use` while an event type uses it, `last_schedule` for the only one. */
  async remove(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(`${SCHEDULES}/${encodeURIComponent(id)}`));
  }
}
