import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { Problem } from '@expertbook/contracts';
import type { BlockAnswer, BlockRequest } from './block-dialog';
import { BlockDialog } from './block-dialog';

const TAKEN: Problem = {
  type: 'about:blank',
  title: 'Taken',
  status: 409,
  detail: 'A booking, a hold or another block is there.',
  instance: '',
  code: 'slot_taken',
};

describe('the block dialog', () => {
  let page: HTMLElement;
  let settled: () => Promise<unknown>;
  let saved: BlockAnswer[];
  let refusal: Problem | null;
  let closed: number;

  beforeEach(async () => {
    Element.prototype.scrollIntoView = jest.fn();
    [saved, refusal, closed] = [[], null, 0];
    const request: BlockRequest = {
      time: { start: '2027-01-04T09:00', end: '2027-01-04T10:00' },
      save: async (answer) => {
        if (refusal) throw refusal;
        saved.push(answer);
      },
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: MAT_DIALOG_DATA, useValue: request },
        { provide: MatDialogRef, useValue: { close: () => closed++ } },
      ],
    });
    const fixture = TestBed.createComponent(BlockDialog);
    page = fixture.nativeElement as HTMLElement;
    settled = () => fixture.whenStable();
    await settled();
  });

  const field = (name: string) =>
    page.querySelector<HTMLInputElement>(
      `input[formControlName="${name}"], [formControlName="${name}"] input`,
    );
  const type = (name: string, value: string) => {
    const box = field(name);
    if (!box) throw new Error(`No ${name}`);
    box.value = value;
    box.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const submit = async () => {
    page.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
    await settled();
  };
  const errors = () => [...page.querySelectorAll('.eb-error')].map((one) => one.textContent?.trim());

  it('closes once the time is blocked', async () => {
    await submit();
    expect(saved).toEqual([{ title: '', start: '2027-01-04T09:00', end: '2027-01-04T10:00' }]);
    expect(closed).toBe(1);
  });

  it('shows which date or time is missing', async () => {
    for (const name of ['date', 'start', 'end']) type(name, '');
    await submit();
    expect(errors()).toEqual(['Enter a date.', 'Enter a time.', 'Enter a time.']);
    expect(field('start')?.getAttribute('aria-invalid')).toBe('true');
    expect(saved).toEqual([]);
  });

  it('parses a time in every common format, and shows an error where it cannot', async () => {
    type('start', 'soon');
    type('end', '9:03');
    await submit();
    expect(errors()).toEqual(['Enter a time, for example 9:30.', 'Use steps of five minutes.']);
    expect(saved).toEqual([]);
    type('start', '1:30 pm');
    type('end', '1430');
    await submit();
    expect(saved).toEqual([{ title: '', start: '2027-01-04T13:30', end: '2027-01-04T14:30' }]);
  });

  it('stays open with its values when the API rejects the block, and shows the reason', async () => {
    refusal = TAKEN;
    type('title', 'Dentist');
    await submit();
    expect(closed).toBe(0);
    expect(page.querySelector('[role="alert"]')?.textContent).toContain(
      'The time wasn’t blocked. There’s already a booking or a block',
    );
    expect(field('title')?.value).toBe('Dentist');
    refusal = null;
    type('start', '08:00');
    await submit();
    expect(saved).toEqual([{ title: 'Dentist', start: '2027-01-04T08:00', end: '2027-01-04T10:00' }]);
    expect(page.querySelector('[role="alert"]')).toBeNull();
  });

  it('treats an end before the start as the next day, and an equal one as a mistake', async () => {
    type('start', '10:00');
    await submit();
    expect(errors()).toEqual(['The end must be different from the start.']);
    expect(saved).toEqual([]);
    type('start', '23:00');
    type('end', '01:00');
    await submit();
    expect(saved.pop()).toMatchObject({ start: '2027-01-04T23:00', end: '2027-01-05T01:00' });
  });

  it('treats midnight as the end of the day', async () => {
    type('start', '00:00');
    type('end', '00:00');
    await submit();
    expect(saved).toEqual([{ title: '', start: '2027-01-04T00:00', end: '2027-01-05T00:00' }]);
  });
});
