import { HttpErrorResponse } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import type { WebProblem } from '@expertbook/web-shared/data/problem';
import { Field, FieldControl } from './field';
import { requiredRule } from './form-rules';
import { formSubmission } from './form-submission';

function refusal(code: WebProblem['code'], more: Partial<WebProblem> = {}): HttpErrorResponse {
  const error = {
    type: 'about:blank',
    title: code,
    status: 409,
    detail: `The API: ${code}`,
    instance: '',
    code,
  };
  return new HttpErrorResponse({ status: 409, error: { ...error, ...more } });
}

@Component({
  imports: [Field, FieldControl, ReactiveFormsModule],
  template: `
    @if (sending.failure(); as failure) {
      <p id="above">{{ failure }}</p>
    }
    <form [formGroup]="form" (ngSubmit)="sending.send()">
      <eb-field label="Name" [control]="form.controls.name">
        <input ebControl id="name" formControlName="name" />
      </eb-field>
      <eb-field label="Email" [control]="form.controls.email"
        ><input ebControl formControlName="email"
      /></eb-field>
    </form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Host {
  readonly form = inject(NonNullableFormBuilder).group({
    name: ['Ada', requiredRule('Say a name.')],
    email: ['ada@example.com', requiredRule('Say an address.')],
  });
  answers: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  readonly sending = formSubmission(
    this.form,
    () => new Promise<void>((resolve, reject) => this.answers.push({ resolve, reject })),
    {
      fields: { email_taken: 'email', invalid_credentials: 'name' },
      rename: (field) => (field === 'attendee.name' ? 'name' : field),
      message: ({ code }) => (code === 'not_found' ? 'Gone.' : code === 'link_expired' ? null : undefined),
      detail: ({ code }) => (code === 'invalid_credentials' ? 'Not the right one.' : undefined),
    },
  );
}

describe('formSending', () => {
  let fixture: ComponentFixture<Host>;
  let host: Host;
  const page = () => fixture.nativeElement as HTMLElement;
  const above = () => page().querySelector('#above')?.textContent ?? null;
  const atFields = () => [...page().querySelectorAll('.eb-error')].map((one) => one.textContent?.trim());
  const focused = () => (document.activeElement as HTMLInputElement | null)?.getAttribute('formControlName');

  async function settled(): Promise<void> {
    await new Promise((frame) => requestAnimationFrame(frame));
    await fixture.whenStable();
  }

  /** Sends the form; the API rejects it with `error`, or accepts it. */
  async function send(error?: unknown): Promise<void> {
    const sent = host.sending.send();
    const answer = host.answers.pop();
    if (error === undefined) answer?.resolve();
    else answer?.reject(error);
    await sent;
    await settled();
  }

  beforeEach(async () => {
    Element.prototype.scrollIntoView = jest.fn();
    fixture = TestBed.createComponent(Host);
    host = fixture.componentInstance;
    document.body.append(page());
    await fixture.whenStable();
  });
  afterEach(() => page().remove());

  it('sends nothing while a field is invalid, shows the reason there, and focuses the field', async () => {
    host.form.controls.email.setValue(' ');
    await send();
    expect(host.answers).toHaveLength(0);
    expect(atFields()).toEqual(['Say an address.']);
    expect(focused()).toBe('email');
    expect(host.sending.busy()).toBe(false);
  });

  it('sends once at a time, however often the button is clicked', async () => {
    const first = host.sending.send();
    const second = host.sending.send();
    expect(host.sending.busy()).toBe(true);
    expect(host.answers).toHaveLength(1);
    host.answers.pop()?.resolve();
    await Promise.all([first, second]);
    expect(host.sending.busy()).toBe(false);
    void host.sending.send();
    expect(host.answers).toHaveLength(1);
  });

  it('shows an error only at the field it belongs to', async () => {
    await send(refusal('email_taken'));
    expect(atFields()).toHaveLength(1);
    expect(page().querySelectorAll('eb-field')[1]?.querySelector('.eb-error')).not.toBeNull();
    expect(above()).toBeNull();
    expect(focused()).toBe('email');
  });

  it("finds the field of an error by the API's field name", async () => {
    const errors = [{ field: 'attendee.name', code: 'duplicate' as const, message: 'x' }];
    await send(refusal('validation_failed', { errors }));
    expect(page().querySelector('eb-field .eb-error')).not.toBeNull();
    expect(focused()).toBe('name');
  });

  it('shows an error without a field above the form, and clears it with the next attempt', async () => {
    await send(refusal('rate_limited'));
    expect(above()).not.toBeNull();
    const sent = host.sending.send();
    await settled();
    expect(above()).toBeNull();
    host.answers.pop()?.resolve();
    await sent;
  });

  it('uses the texts of the caller where given: above the form, nowhere, or at the field', async () => {
    await send(refusal('not_found'));
    expect(above()).toBe('Gone.');
    await send(refusal('link_expired'));
    expect(above()).toBeNull();
    await send(refusal('invalid_credentials'));
    expect([above(), atFields()]).toEqual([null, ['Not the right one.']]);
  });

  it('never rejects, and can be sent again after an unexpected error', async () => {
    await send(new Error('a fault of ours'));
    expect(above()).not.toBeNull();
    expect(host.sending.busy()).toBe(false);
    await send();
    expect(above()).toBeNull();
  });
});
