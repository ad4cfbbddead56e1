import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Block, CalendarQuery, CalendarView, CreateBlockRequest } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

const BLOCKS = '/api/v1/blocks';

/** The expert's calendar and its blocks. Every call rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class CalendarApi {
  private readonly http = inject(HttpClient);

  read({ from, to }: CalendarQuery): Promise<CalendarView> {
    return firstValueFrom(this.http.get<CalendarView>('/api/v1/calendar', { params: { from, to } }));
  }

  /** 409 `slot_taken` or `slot_held` where the time is claimed already. */
  block(request: CreateBlockRequest): Promise<Block> {
    return firstValueFrom(this.http.post<Block>(BLOCKS, request));
  }

  async unblock(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(`${BLOCKS}/${encodeURIComponent(id)}`));
  }
}
