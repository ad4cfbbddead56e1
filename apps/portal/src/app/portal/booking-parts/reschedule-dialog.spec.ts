import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import type { RescheduleInput, RescheduleRequest } from './reschedule-dialog';
import { RescheduleDialog } from './reschedule-dialog';

describe('the dialog for rescheduling', () => {
  it('shows which date or time is missing, and closes with the completed input', async () => {
    Element.prototype.scrollIntoView = jest.fn();
    const answers: RescheduleInput[] = [];
    const request: RescheduleRequest = {
      booking: bookingLike(),
      from: '2027-01-04T09:00',
      to: '2027-01-05T09:00',
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: MAT_DIALOG_DATA, useValue: request },
        { provide: MatDialogRef, useValue: { close: (answer: RescheduleInput) => answers.push(answer) } },
      ],
    });
    const fixture = TestBed.createComponent(RescheduleDialog);
    const page = fixture.nativeElement as HTMLElement;
    const enter = async (date: string, time: string) => {
      for (const [name, value] of Object.entries({ date, time })) {
        const box = page.querySelector<HTMLInputElement>(
          `input[formControlName="${name}"], [formControlName="${name}"] input`,
        );
        if (!box) throw new Error(`No ${name}`);
        box.value = value;
        box.dispatchEvent(new Event('input', { bubbles: true }));
      }
      page.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
      await fixture.whenStable();
    };
    await fixture.whenStable();

    await enter('', '');
    const errors = [...page.querySelectorAll('.eb-error')].map((one) => one.textContent?.trim());
    expect(errors).toEqual(['Enter a date.', 'Enter a time.']);
    expect(page.querySelectorAll('[aria-invalid="true"]')).toHaveLength(2);
    expect(answers).toEqual([]);

    await enter('2027-01-06', '11:30');
    expect(answers).toEqual([{ to: '2027-01-06T11:30', start: null, reason: '' }]);
  });
});
