import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Booking } from '@expertbook/contracts';
import { Subject } from 'rxjs';
import { SessionStore } from '../../account/session';
import { ExpertBookingsApi } from '../../data/expert-bookings-api';
import { Clock } from '@expertbook/web-shared/ui/clock';
import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import { OpenRequests } from './open-requests';
import { PortalLive } from './portal-live';

const NOW = new Date('2027-01-04T10:00:00Z');
const DAY = 86_400_000;
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY).toISOString();

function request(uid: string, respondIn: number, startsIn: number): Booking {
  return bookingLike({
    uid,
    status: 'pending',
    start: inDays(startsIn),
    end: inDays(startsIn + 0.02),
    respondBy: inDays(respondIn),
  });
}

describe('open requests', () => {
  const pages: Booking[][] = [];
  const changes = new Subject<Booking>();
  const resumed = new Subject<void>();
  const now = signal(NOW);
  let requests: OpenRequests;

  beforeEach(async () => {
    now.set(NOW);
    pages.splice(0, pages.length, [request('late', 3, 20), request('soon', 1, 40)], [request('far', 2, 90)]);
    const list = ({ cursor }: { cursor?: string }) => {
      const page = Number(cursor ?? 0);
      return Promise.resolve({
        items: pages[page] ?? [],
        nextCursor: page + 1 < pages.length ? String(page + 1) : null,
      });
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: ExpertBookingsApi, useValue: { list } },
        { provide: SessionStore, useValue: { status: signal('signed_in'), expert: signal({}) } },
        { provide: PortalLive, useValue: { changes, resumed } },
        { provide: Clock, useValue: { now } },
      ],
    });
    requests = TestBed.inject(OpenRequests);
    await requests.load();
  });

  const uids = () => requests.list().map(({ uid }) => uid);

  it('contain all of them, on any date, the earliest deadline first', () => {
    expect(uids()).toEqual(['soon', 'far', 'late']);
    expect(requests.count()).toBe(3);
  });

  it('follow live updates', () => {
    requests.merge(request('new', 0.5, 10));
    expect(uids()).toEqual(['new', 'soon', 'far', 'late']);
    requests.merge({ ...request('soon', 1, 40), status: 'confirmed' });
    expect(uids()).toEqual(['new', 'far', 'late']);
  });

  it('end with their deadline, before an update arrives', () => {
    now.set(new Date(NOW.getTime() + 1.5 * DAY));
    expect(uids()).toEqual(['far', 'late']);
  });
});
