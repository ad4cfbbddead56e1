import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { BookingStatistics, BookingStatisticsQuery } from '@expertbook/contracts';
import { firstValueFrom } from 'rxjs';

/** Statistics of the expert's bookings. Rejects with an `HttpErrorResponse`. */
@Injectable({ providedIn: 'root' })
export class StatisticsApi {
  private readonly http = inject(HttpClient);

  read({ from, to }: BookingStatisticsQuery): Promise<BookingStatistics> {
    return firstValueFrom(
      this.http.get<BookingStatistics>('/api/v1/bookings/statistics', { params: { from, to } }),
    );
  }
}
