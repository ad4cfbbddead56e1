import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import type {
  ConnectedCalendar,
  Connection,
  ExternalEvent,
  UpdateConnectedCalendarRequest,
} from '@expertbook/contracts';
import { ConnectionsApi } from '../../data/connections-api';
import { EventTypesApi } from '../../data/event-types-api';
import { calendarLike, connectionLike } from './calendar.fixture';
import { ConnectionsStore } from './connections-store';

describe('ConnectionsStore', () => {
  const refusal = new HttpErrorResponse({ status: 503 });
  let refuse: boolean;
  let sent: UpdateConnectedCalendarRequest[];
  let reads: number;
  let asked: { from: string; to: string }[];
  let release: () => void;
  let store: ConnectionsStore;

  const answer = async <T>(value: T): Promise<T> => {
    if (refuse) throw refusal;
    return value;
  };
  const calendar = (): ConnectedCalendar | undefined => store.connections()[0]?.calendars[0];

  beforeEach(async () => {
    [refuse, sent, reads, asked] = [false, [], 0, []];
    const api: Partial<ConnectionsApi> = {
      list: async () => [connectionLike({ id: 'c2', createdAt: '2027-01-02T10:00:00Z' }), connectionLike()],
      events: async (span) => {
        asked.push(span);
        return [] as ExternalEvent[];
      },
      update: (id, { name = '' }) => answer(connectionLike({ id, name })),
      updateCalendar: async (_id, _calendarId, settings) => {
        sent.push(settings);
        return answer(calendarLike(Object.assign({}, ...sent) as Partial<ConnectedCalendar>));
      },
      connectIcs: ({ address }) => answer(connectionLike({ id: 'c3', name: address })),
      remove: () => answer(undefined),
      sync: (id) => {
        reads++;
        return new Promise<Connection>((resolve) => {
          release = () => resolve(connectionLike({ id, name: 'Read' }));
        });
      },
    };
    TestBed.configureTestingModule({
      providers: [
        ConnectionsStore,
        { provide: ConnectionsApi, useValue: api },
        { provide: EventTypesApi, useValue: { list: async () => [] } },
      ],
    });
    store = TestBed.inject(ConnectionsStore);
    await store.load();
  });

  it('lists the oldest first, and asks for two weeks of events', () => {
    expect(store.connections().map(({ id }) => id)).toEqual(['c1', 'c2']);
    const [{ from, to } = { from: '', to: '' }] = asked;
    expect(Date.parse(to) - Date.parse(from)).toBe(14 * 86_400_000);
  });

  it('shows a setting at once, and takes it back alone when the API refuses', async () => {
    const saved = store.setCalendar('c1', { id: 'k1' }, { freeCounts: true });
    expect(calendar()?.freeCounts).toBe(true);
    await saved;
    refuse = true;
    const refused = store.setCalendar('c1', { id: 'k1' }, { countsAsBusy: false });
    expect(calendar()?.countsAsBusy).toBe(false);
    await expect(refused).rejects.toBe(refusal);
    expect(calendar()).toMatchObject({ countsAsBusy: true, freeCounts: true });
  });

  it('sends quick choices one after another, so that the last one stays', async () => {
    await Promise.all([
      store.setCalendar('c1', { id: 'k1' }, { countsAsBusy: false }),
      store.setCalendar('c1', { id: 'k1' }, { countsAsBusy: true }),
    ]);
    expect(sent).toEqual([{ countsAsBusy: false }, { countsAsBusy: true }]);
    expect(calendar()?.countsAsBusy).toBe(true);
  });

  it('reads a connection once at a time', async () => {
    const first = store.readNow('c1');
    expect(store.reading().has('c1')).toBe(true);
    expect(await store.readNow('c1')).toBeNull();
    release();
    expect((await first)?.name).toBe('Read');
    expect(reads).toBe(1);
    expect(store.reading().size).toBe(0);
    expect(store.connections()[0]?.name).toBe('Read');
  });

  it('shows a new name at once, and the former one when the API refuses', async () => {
    refuse = true;
    const [first] = store.connections();
    if (!first) throw new Error('nothing is connected');
    const renamed = store.rename(first, 'Family');
    expect(store.connections()[0]?.name).toBe('Family');
    await expect(renamed).rejects.toBe(refusal);
    expect(store.connections()[0]?.name).toBe(first.name);
  });

  it('adds what was connected, removes what was disconnected, and reads the events again', async () => {
    const before = asked.length;
    await store.connectIcs({ address: 'https://example.com/a.ics' });
    await store.disconnect('c2');
    expect(store.connections().map(({ id }) => id)).toEqual(['c1', 'c3']);
    expect(asked.length).toBe(before + 2);
    refuse = true;
    await expect(store.disconnect('c1')).rejects.toBe(refusal);
    expect(store.connections()).toHaveLength(2);
  });
});
