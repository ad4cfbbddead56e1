import { TestBed } from '@angular/core/testing';
import { ReactiveFormsModule } from '@angular/forms';
import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { of } from 'rxjs';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { USUAL_WEEK } from './hours-rules';
import { scheduleForm, scheduleRequest } from './schedule-form';
import { WeekEditor } from './week-editor';

// Rendering seven days of Material controls is slow in the first test.
jest.setTimeout(20_000);

@Component({
  selector: 'eb-test-host',
  imports: [ReactiveFormsModule, WeekEditor],
  template: '<eb-week-editor [formControl]="form.controls.weekly" />',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Host {
  readonly form = scheduleForm(null, 'Europe/Berlin', translator('portal-availability'));
}

describe('WeekEditor', () => {
  let picked: number[] | undefined;

  async function open() {
    TestBed.configureTestingModule({
      providers: [{ provide: MatDialog, useValue: { open: () => ({ beforeClosed: () => of(picked) }) } }],
    });
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    const page: HTMLElement = fixture.nativeElement as HTMLElement;
    const press = async (name: string) => {
      const button = page.querySelector<HTMLElement>(`button[aria-label="${name}"]`);
      if (!button) throw new Error(`There is no button "${name}".`);
      button.click();
      await fixture.whenStable();
    };
    const type = async (name: string, text: string) => {
      const box = page.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`);
      if (!box) throw new Error(`There is no box "${name}".`);
      box.value = text;
      box.dispatchEvent(new Event('input'));
      box.dispatchEvent(new Event('change'));
      await fixture.whenStable();
    };
    return { form: fixture.componentInstance.form, page, press, type };
  }

  it('begins with a usual week', async () => {
    const { form } = await open();
    expect(form.controls.weekly.value).toEqual(USUAL_WEEK);
    expect(form.dirty).toBe(false);
  });

  it('disables a day and restores its own hours', async () => {
    const { form, press, type } = await open();
    await type('Monday, from', '10');
    await press('Monday, available');
    expect(form.controls.weekly.value[1]).toEqual([]);
    await press('Monday, available');
    expect(form.controls.weekly.value[1]).toEqual([{ start: '10:00', end: '17:00' }]);
    expect(form.dirty).toBe(true);
  });

  it('adds and removes hours', async () => {
    const { form, press } = await open();
    await press('Add more hours to Tuesday');
    expect(form.controls.weekly.value[2]).toEqual([
      { start: '09:00', end: '17:00' },
      { start: '18:00', end: '19:00' },
    ]);
    await press('Remove these hours of Tuesday');
    expect(form.controls.weekly.value[2]).toEqual([{ start: '18:00', end: '19:00' }]);
  });

  it('copies a day to others, each with a copy of its own', async () => {
    picked = [6, 0];
    const { form, press } = await open();
    await press('Copy the hours of Monday to other days');
    const { value } = form.controls.weekly;
    expect(value[6]).toEqual(value[1]);
    expect(value[0]).toEqual(value[1]);
    expect(value[6]?.[0]).not.toBe(value[1]?.[0]);
  });

  it('parses typed text, and shows an error for an invalid one', async () => {
    const { form, page, type } = await open();
    await type('Monday, until', '5:30 pm');
    expect(form.controls.weekly.value[1]).toEqual([{ start: '09:00', end: '17:30' }]);
    expect(form.controls.weekly.valid).toBe(true);
    await type('Monday, until', '8');
    expect(form.controls.weekly.valid).toBe(false);
    expect(page.querySelector('[role=alert]')?.textContent).toContain('before the start');
    await type('Monday, until', 'tea time');
    expect(page.querySelector('[role=alert]')?.textContent).toContain('Enter a time');
  });
});

describe('scheduleRequest', () => {
  it('sorts the hours of a day and never unsets the default mark', () => {
    const t = TestBed.runInInjectionContext(() => translator('portal-availability'));
    const form = scheduleForm(null, 'Europe/Berlin', t);
    const day = [
      { start: '13:00', end: '17:00' },
      { start: '09:00', end: '12:00' },
    ];
    form.patchValue({ name: ' Mine ', weekly: USUAL_WEEK.map(() => day) });
    const request = scheduleRequest(form);
    expect(request.name).toBe('Mine');
    expect(request.weekly[3]?.map((range) => range.start)).toEqual(['09:00', '13:00']);
    expect(request).not.toHaveProperty('isDefault');
    form.controls.isDefault.setValue(true);
    expect(scheduleRequest(form).isDefault).toBe(true);
  });
});
