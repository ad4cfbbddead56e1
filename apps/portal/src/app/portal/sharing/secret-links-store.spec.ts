import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import type { BookingLink, CreateBookingLinkRequest, CreatedBookingLink } from '@expertbook/contracts';
import { LinksApi } from '../../data/links-api';
import { Toasts } from '../../ui/toasts';
import { SecretLinksStore } from './secret-links-store';

const link = (id: string): BookingLink => ({
  id,
  kind: 'one_off',
  note: '',
  expiresAt: null,
  usedAt: null,
  usedBy: null,
  createdAt: '2027-01-04T10:00:00Z',
});

class FakeApi {
  refuses = false;
  made = 0;
  readonly revoked: string[] = [];
  list = async () => [link('b'), link('a')];
  async create(_id: string, { kind, note = '' }: CreateBookingLinkRequest): Promise<CreatedBookingLink> {
    if (this.refuses) throw new HttpErrorResponse({ status: 503 });
    this.made++;
    return { ...link('new'), kind, note, url: 'https://book.example/ada/intro#link=secret' };
  }
  async revoke(_id: string, linkId: string): Promise<void> {
    if (this.refuses) throw new HttpErrorResponse({ status: 503 });
    this.revoked.push(linkId);
  }
}

describe('SecretLinksStore', () => {
  let api: FakeApi;
  let store: SecretLinksStore;
  let failures: string[];

  beforeEach(async () => {
    api = new FakeApi();
    failures = [];
    TestBed.configureTestingModule({
      providers: [
        SecretLinksStore,
        { provide: LinksApi, useValue: api },
        { provide: Toasts, useValue: { fail: (what: string) => failures.push(what) } },
      ],
    });
    store = TestBed.inject(SecretLinksStore);
    await store.load('e1');
  });

  const shown = () => store.items()?.map(({ id }) => id);

  it('shows a new link first, and its address only beside the list', async () => {
    expect(await store.create({ kind: 'one_off', note: 'Grace' })).toBe(true);
    expect(shown()).toEqual(['new', 'b', 'a']);
    expect(store.newest()?.url).toContain('#link=secret');
    expect(JSON.stringify(store.items())).not.toContain('secret');
  });

  it('creates one link on a double click', async () => {
    const answers = await Promise.all([store.create({ kind: 'one_off' }), store.create({ kind: 'one_off' })]);
    expect(answers).toEqual([true, false]);
    expect(api.made).toBe(1);
  });

  it('reports when none was created, and can be called again', async () => {
    api.refuses = true;
    expect(await store.create({ kind: 'one_off' })).toBe(false);
    expect(failures).toEqual(['The link wasn’t created.']);
    api.refuses = false;
    expect(await store.create({ kind: 'one_off' })).toBe(true);
  });

  it('removes a revoked link at once, with its address', async () => {
    await store.create({ kind: 'one_off' });
    const done = store.revoke(link('new'));
    expect(shown()).toEqual(['b', 'a']);
    await done;
    expect(api.revoked).toEqual(['new']);
    expect(store.newest()).toBeNull();
  });

  it('restores it at its position when the API rejects that', async () => {
    api.refuses = true;
    await store.revoke(link('b'));
    expect(shown()).toEqual(['b', 'a']);
    expect(failures).toEqual(['The link wasn’t revoked.']);
  });
});
