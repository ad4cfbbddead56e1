import { TestBed } from '@angular/core/testing';
import type { SlotsQuery, SlotsResponse } from '@expertbook/contracts';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import { RescheduleTimes } from './reschedule-times';

const START = '2099-01-05T09:30:00+00:00';

class FakeApi {
  readonly asked: [uid: string, query: SlotsQuery][] = [];
  async rescheduleTimes(uid: string, query: SlotsQuery): Promise<SlotsResponse> {
    this.asked.push([uid, query]);
    return { timeZone: 'UTC', duration: 30, revision: 1, slots: { '2099-01-05': [{ start: START }] } };
  }
}

describe('times for rescheduling a booking', () => {
  it('are requested for the booking, so that its event type may be inactive', async () => {
    const api = new FakeApi();
    TestBed.configureTestingModule({ providers: [{ provide: ExpertBookingsApi, useValue: api }] });
    const fixture = TestBed.createComponent(RescheduleTimes);
    const booking = bookingLike({ uid: 'b7', start: '2099-01-04T09:00:00Z', end: '2099-01-04T09:30:00Z' });
    fixture.componentRef.setInput('booking', booking);
    const picked: string[] = [];
    fixture.componentInstance.picked.subscribe((start) => picked.push(start));
    await fixture.whenStable();
    expect(api.asked).toEqual([['b7', { start: '2099-01-04', end: '2099-01-10', timeZone: 'UTC' }]]);
    const buttons = [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')];
    buttons.find((button) => button.textContent?.includes('9:30'))?.click();
    expect(picked).toEqual([START]);
  });
});
