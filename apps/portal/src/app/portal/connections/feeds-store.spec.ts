import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import type { CalendarFeed, CreateCalendarFeedRequest, CreatedCalendarFeed } from '@expertbook/contracts';
import { FeedsApi } from '../../data/feeds-api';
import { FeedsStore } from './feeds-store';

const feed = (id: string): CalendarFeed => ({
  id,
  details: 'busy',
  note: '',
  createdAt: '2027-01-04T10:00:00Z',
  lastReadAt: null,
});

class FakeApi {
  refuses = false;
  readonly revoked: string[] = [];
  list = async () => [feed('a'), feed('b'), feed('c')];
  async create({ details, note = '' }: CreateCalendarFeedRequest): Promise<CreatedCalendarFeed> {
    if (this.refuses) throw new HttpErrorResponse({ status: 409 });
    return { ...feed('new'), details, note, url: 'https://book.example/f/secret.ics', webcal: 'webcal://x' };
  }
  async revoke(id: string): Promise<void> {
    if (this.refuses) throw new HttpErrorResponse({ status: 503 });
    this.revoked.push(id);
  }
}

describe('FeedsStore', () => {
  let api: FakeApi;
  let store: FeedsStore;

  beforeEach(async () => {
    api = new FakeApi();
    TestBed.configureTestingModule({ providers: [FeedsStore, { provide: FeedsApi, useValue: api }] });
    store = TestBed.inject(FeedsStore);
    await store.load();
  });

  const shown = () => store.feeds().map(({ id }) => id);

  it('lists a new feed last, and has its address only beside the list', async () => {
    await store.create({ details: 'full', note: 'Mine' });
    expect(shown()).toEqual(['a', 'b', 'c', 'new']);
    expect(store.newest()?.url).toContain('secret');
    expect(JSON.stringify(store.feeds())).not.toMatch(/secret|webcal/);
    await store.revoke(store.feeds()[3] as CalendarFeed);
    expect(store.newest()).toBeNull();
    expect(api.revoked).toEqual(['new']);
  });

  it('keeps the list as it was when the API refuses', async () => {
    api.refuses = true;
    await expect(store.create({ details: 'busy' })).rejects.toBeInstanceOf(HttpErrorResponse);
    expect(store.newest()).toBeNull();
    const revoking = store.revoke(feed('b'));
    expect(shown()).toEqual(['a', 'c']);
    await expect(revoking).rejects.toBeInstanceOf(HttpErrorResponse);
    expect(shown()).toEqual(['a', 'b', 'c']);
  });
});
