import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { EventType } from '@expertbook/contracts';
import { AvailabilityApi } from '../../data/availability-api';
import { WhyNot } from './why-not';

describe('why a time is not offered', () => {
  let page: HTMLElement;
  let settled: () => Promise<unknown>;
  let asked: string[];

  beforeEach(async () => {
    jest.useFakeTimers({
      now: new Date('2027-01-04T08:00:00Z'),
      doNotFake: ['setTimeout', 'queueMicrotask'],
    });
    asked = [];
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        {
          provide: AvailabilityApi,
          useValue: {
            explain: async (_handle: string, _slug: string, start: string, duration: number) => {
              asked.push(start);
              const date = start.slice(0, 10);
              const span = { start: `${date}T00:00:00Z`, end: `${date}T23:59:00Z` };
              const bands = [
                { kind: 'hours', start: `${date}T09:00:00Z`, end: `${date}T17:00:00Z` },
                { kind: 'booking', start, end: start, title: 'Intro call', bookingUids: ['uid-1'] },
              ];
              return { start, duration, bookable: true, obstacles: [], day: { date, ...span, bands } };
            },
          },
        },
      ],
    });
    const fixture = TestBed.createComponent(WhyNot);
    const inputs = { handle: 'ada', eventType: { slug: 'intro' } as EventType, duration: 30 };
    for (const [name, value] of Object.entries({ ...inputs, zone: 'UTC', ownZone: 'UTC' })) {
      fixture.componentRef.setInput(name, value);
    }
    page = fixture.nativeElement as HTMLElement;
    settled = () => fixture.whenStable();
    await settled();
  });

  afterEach(() => jest.useRealTimers());

  const timeBox = () => {
    const box = page.querySelector<HTMLInputElement>('eb-time-input input');
    if (!box) throw new Error('No box');
    return box;
  };
  const answered = () => page.querySelector('[aria-live]')?.textContent?.trim() !== '';

  it('responds to the first question after a time was typed', async () => {
    timeBox().value = '11:30';
    // Like a click: the input loses the focus, and the form is submitted before the next rendering.
    timeBox().dispatchEvent(new Event('change'));
    page.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
    await settled();
    expect(asked).toEqual(['2027-01-05T11:30:00.000Z']);
    expect(answered()).toBe(true);
  });

  it('submits by Enter in the time input', async () => {
    timeBox().value = '9';
    timeBox().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await settled();
    expect(asked).toEqual(['2027-01-05T09:00:00.000Z']);
    expect(answered()).toBe(true);
  });

  it('draws the day, with the same content as text', async () => {
    page.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
    await settled();
    const lanes = [...page.querySelectorAll('eb-day-picture li')].map((lane) =>
      lane.textContent?.replace(/\s+/g, ' ').trim(),
    );
    expect(lanes).toHaveLength(2);
    expect(lanes[0]).toMatch(/^Working hours.*9.*(?:17|5)/);
    expect(lanes[1]).toContain('Intro call');
    expect(page.querySelector('eb-day-picture a')?.getAttribute('href')).toBe('/portal/bookings/uid-1');
  });

  it('removes the result when the time changes', async () => {
    page.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
    await settled();
    expect(answered()).toBe(true);
    timeBox().value = '12:00';
    timeBox().dispatchEvent(new Event('change'));
    await settled();
    expect(answered()).toBe(false);
    expect(asked).toHaveLength(1);
  });
});
