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
              return { start, duration, bookable: true, obstacles: [] };
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

  it('answers the first question after a time was typed', async () => {
    timeBox().value = '11:30';
    // As a click does: the box is left, and the form sent before anything is drawn anew.
    timeBox().dispatchEvent(new Event('change'));
    page.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
    await settled();
    expect(asked).toEqual(['2027-01-05T11:30:00.000Z']);
    expect(answered()).toBe(true);
  });

  it('asks by Enter in the time box', async () => {
    timeBox().value = '9';
    timeBox().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await settled();
    expect(asked).toEqual(['2027-01-05T09:00:00.000Z']);
    expect(answered()).toBe(true);
  });

  it('takes the answer away with another time', async () => {
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
