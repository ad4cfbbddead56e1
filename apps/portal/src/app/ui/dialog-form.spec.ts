import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { MatDialog } from '@angular/material/dialog';
import type { MatDialogRef } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { DialogForm } from './dialog-form';
import { Field, FieldControl } from './field';
import { requiredRule } from './form-rules';

@Component({
  imports: [DialogForm, Field, FieldControl, ReactiveFormsModule],
  template: `
    <form
      ebDialog
      heading="Block time"
      yes="Block"
      no="Leave it free"
      dangerous
      [formGroup]="form"
      [idle]="idle()"
      (filled)="filled = filled + 1"
    >
      <eb-field label="From" [control]="form.controls.from"
        ><input ebControl formControlName="from"
      /></eb-field>
      <eb-field label="Until" [control]="form.controls.until">
        <input ebControl formControlName="until" />
      </eb-field>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Asking {
  readonly form = inject(NonNullableFormBuilder).group({
    from: ['9:00', requiredRule('Say from when.')],
    until: ['', requiredRule('Say until when.')],
  });
  readonly idle = signal(false);
  filled = 0;
}

@Component({
  imports: [DialogForm],
  template: `<form
    ebDialog
    heading="Sure?"
    yes="Delete"
    no="Keep"
    focused
    (filled)="filled = filled + 1"
  ></form>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Bare {
  filled = 0;
}

describe('DialogForm', () => {
  let ref: MatDialogRef<Asking> | MatDialogRef<Bare>;

  async function settled(): Promise<void> {
    TestBed.tick();
    await new Promise((frame) => requestAnimationFrame(frame));
    TestBed.tick();
  }
  /** The dialog takes the focus asynchronously. */
  async function focusIsAt(place: () => boolean): Promise<void> {
    for (let frames = 0; !place() && frames < 200; frames++) await settled();
    expect(place()).toBe(true);
  }
  async function open<T>(component: new () => T): Promise<{ shown: T; ref: MatDialogRef<T> }> {
    const opened = TestBed.inject(MatDialog).open(component);
    ref = opened as MatDialogRef<Asking>;
    await focusIsAt(() => dialog()?.contains(document.activeElement) === true);
    return { shown: opened.componentInstance, ref: opened };
  }
  const dialog = () => document.querySelector<HTMLElement>('[role="dialog"]');
  const button = (name: string) =>
    [...(dialog()?.querySelectorAll('button') ?? [])].find((one) => one.textContent?.trim() === name);

  beforeEach(() => (Element.prototype.scrollIntoView = jest.fn()));
  afterEach(async () => {
    ref.close();
    await firstValueFrom(ref.afterClosed(), { defaultValue: undefined });
  });

  it('has its heading as accessible name and a verb as confirm label, in the colour of errors where it is dangerous', async () => {
    await open(Asking);
    const name = document.getElementById(dialog()?.getAttribute('aria-labelledby') ?? '');
    expect(name?.textContent).toBe('Block time');
    expect(button('Block')?.type).toBe('submit');
    expect(button('Block')?.classList).toContain('eb-button-danger');
  });

  it('shows what is missing at its field, focuses that field, and emits nothing', async () => {
    const { shown } = await open(Asking);
    button('Block')?.click();
    await settled();
    expect(
      [...(dialog()?.querySelectorAll('.eb-error') ?? [])].map((one) => one.textContent?.trim()),
    ).toEqual(['Say until when.']);
    await focusIsAt(() => document.activeElement?.getAttribute('formControlName') === 'until');
    expect(shown.filled).toBe(0);
  });

  it('emits a valid form and leaves closing to the caller', async () => {
    const { shown } = await open(Asking);
    shown.form.setValue({ from: '9:00', until: '10:00' });
    button('Block')?.click();
    await settled();
    expect(shown.filled).toBe(1);
    expect(dialog()).not.toBeNull();
  });

  it('does nothing while it is idle, and exposes that without losing the focus', async () => {
    const { shown } = await open(Asking);
    shown.form.setValue({ from: '9:00', until: '10:00' });
    shown.idle.set(true);
    await settled();
    expect(button('Block')?.getAttribute('aria-disabled')).toBe('true');
    expect(button('Block')?.disabled).toBe(false);
    button('Block')?.click();
    expect(shown.filled).toBe(0);
  });

  it('closes without a result by the other button', async () => {
    const { ref: opened } = await open(Asking);
    const closed = firstValueFrom(opened.afterClosed());
    button('Leave it free')?.click();
    TestBed.tick();
    expect(await closed).toBeFalsy();
  });

  it('also works without fields, with the focus on the confirm button', async () => {
    const { shown } = await open(Bare);
    expect(button('Delete')?.hasAttribute('cdkFocusInitial')).toBe(true);
    button('Delete')?.click();
    expect(shown.filled).toBe(1);
  });
});
