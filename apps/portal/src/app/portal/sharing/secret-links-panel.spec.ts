import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { BookingLink, EventType } from '@expertbook/contracts';
import { LinksApi } from '../../data/links-api';
import { SecretLinksPanel } from './secret-links-panel';

const link = (id: string, change: Partial<BookingLink> = {}): BookingLink => ({
  id,
  kind: 'one_off',
  note: '',
  expiresAt: null,
  usedAt: null,
  usedBy: null,
  createdAt: '2027-01-04T10:00:00Z',
  ...change,
});

describe('the list of secret links', () => {
  it('names who used a link, and leads to that booking', async () => {
    const used = link('a', { usedAt: '2027-01-05T10:00:00Z', usedBy: { uid: 'b7', name: 'Grace Hopper' } });
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: LinksApi, useValue: { list: async () => [link('b'), used] } },
      ],
    });
    const fixture = TestBed.createComponent(SecretLinksPanel);
    fixture.componentRef.setInput('item', { id: 'e1', private: false } as EventType);
    await fixture.whenStable();
    const rows = [...(fixture.nativeElement as HTMLElement).querySelectorAll('li')];
    expect(rows.map((row) => row.querySelector('a')?.getAttribute('href'))).toEqual([
      undefined,
      '/portal/bookings/b7',
    ]);
    expect(rows[1]?.textContent).toContain('Grace Hopper');
  });
});
