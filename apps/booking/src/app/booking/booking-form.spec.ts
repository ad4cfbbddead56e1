import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import type { Problem, Question } from '@expertbook/contracts';
import type { FilledForm } from './booking-form';
import { BookingForm } from './booking-form';
import { eventTypeWith } from './event-type.fixture';

const questions: Question[] = [
  { id: 'company', kind: 'text', label: 'Company', required: true },
  { id: 'people', kind: 'number', label: 'People', required: false },
  { id: 'topic', kind: 'select', label: 'Topic', required: true, options: ['Security', 'Design'] },
  { id: 'mobile', kind: 'phone', label: 'Mobile', required: false },
  { id: 'context', kind: 'long_text', label: 'Context', required: false },
  { id: 'terms', kind: 'checkbox', label: 'I agree', required: true },
];

describe('booking form', () => {
  let fixture: ComponentFixture<BookingForm>;
  let sent: FilledForm[];

  async function open(asked: Question[] = questions): Promise<void> {
    fixture = TestBed.createComponent(BookingForm);
    sent = [];
    fixture.componentInstance.filled.subscribe((form) => sent.push(form));
    fixture.componentRef.setInput('eventType', eventTypeWith({ questions: asked }));
    document.body.append(fixture.nativeElement);
    await fixture.whenStable();
  }

  // jsdom has no layout and cannot scroll.
  beforeAll(() => (Element.prototype.scrollIntoView = () => undefined));
  beforeEach(() => sessionStorage.clear());
  afterEach(() => fixture.nativeElement.remove());

  const host = () => fixture.nativeElement as HTMLElement;
  const control = (label: string) => {
    const found = [...host().querySelectorAll('label')].find((one) =>
      one.textContent?.trim().startsWith(label),
    );
    return (found?.control ??
      host().querySelector(`[id="${found?.getAttribute('for')}"]`)) as HTMLInputElement;
  };
  const type = (label: string, value: string) => {
    const field = control(label);
    field.value = value;
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  };
  const submit = async () => {
    host()
      .querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await fixture.whenStable();
  };
  const errors = () => [...host().querySelectorAll('.eb-error')].map((one) => one.textContent?.trim());
  const fillAll = () => {
    type('Your name', '  Grace Hopper ');
    type('Email', 'grace@example.com');
    type('Company', 'Navy');
    type('People', '5,5');
    type('Topic', 'Design');
    control('I agree').click();
  };

  it('shows what is missing, ties it to the field, and sends nothing', async () => {
    await open();
    expect(errors()).toEqual([]);
    await submit();
    expect(errors()).toEqual([
      'Please enter your name.',
      'Please enter your email. We’ll send your confirmation there.',
      'Please answer this question.',
      'Please choose one.',
      'Please tick this box to continue.',
    ]);
    const name = control('Your name');
    expect(name.getAttribute('aria-invalid')).toBe('true');
    expect(host().querySelector(`#${name.getAttribute('aria-describedby')}`)?.textContent).toMatch(
      /your name/,
    );
    expect(sent).toEqual([]);
  });

  it('sends every kind of answer in its own type and omits unanswered questions', async () => {
    await open();
    fillAll();
    await submit();
    expect(sent).toEqual([
      {
        name: 'Grace Hopper',
        email: 'grace@example.com',
        notes: '',
        guests: [],
        answers: { company: 'Navy', people: 5.5, topic: 'Design', terms: true },
      },
    ]);
  });

  it.each([
    ['Email', 'not an address', /address/],
    ['People', 'five', /number/],
    ['Mobile', 'call me', /phone number/],
  ])('checks %s', async (label, value, message) => {
    await open();
    fillAll();
    type(label, value);
    await submit();
    expect(sent).toEqual([]);
    expect(errors().join()).toMatch(message);
  });

  it('keeps its values after a reload', async () => {
    await open();
    fillAll();
    type('Anything you’d like to share beforehand?', 'A diagram');
    fixture.destroy();
    host().remove();
    await open();
    expect(control('Your name').value).toBe('  Grace Hopper ');
    expect(control('Topic').value).toBe('Design');
    expect(control('I agree').checked).toBe(true);
    expect(control('Anything you’d like to share beforehand?').value).toBe('A diagram');
  });

  it('drops a saved choice that is no longer offered', async () => {
    await open();
    type('Topic', 'Design');
    fixture.destroy();
    host().remove();
    await open([{ id: 'topic', kind: 'select', label: 'Topic', required: true, options: ['Security'] }]);
    expect(control('Topic').value).toBe('');
  });

  describe('with guests', () => {
    const guest = (number: number) =>
      host().querySelector<HTMLInputElement>(`[aria-label="Email address of guest ${number}"]`);
    const press = async (label: string) => {
      const found = [...host().querySelectorAll<HTMLButtonElement>('button')].find(
        (one) => one.textContent?.trim() === label || one.getAttribute('aria-label') === label,
      );
      found?.click();
      await fixture.whenStable();
      return found;
    };
    const write = (number: number, email: string) => {
      const field = guest(number) as HTMLInputElement;
      field.value = email;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const openWithGuests = async (...emails: string[]) => {
      await open([]);
      type('Your name', 'Grace');
      type('Email', 'grace@example.com');
      for (const [index, email] of emails.entries()) {
        await press(index === 0 ? 'Add guests' : 'Add another');
        expect(document.activeElement).toBe(guest(index + 1));
        write(index + 1, email);
      }
    };

    it('sends those that were typed, without empty lines', async () => {
      await openWithGuests(' alan@example.com ', '', 'ada@example.com');
      await submit();
      expect(sent.map(({ guests }) => guests)).toEqual([['alan@example.com', 'ada@example.com']]);
    });

    it('shows the error of each line, and sends nothing', async () => {
      await openWithGuests('alan', 'GRACE@example.com', 'ada@example.com', 'Ada@Example.com');
      await submit();
      expect(errors()).toEqual([
        'This does not look like an email address.',
        'That’s your own email. You’re already invited.',
        'You’ve already added this email.',
      ]);
      expect(document.activeElement).toBe(guest(1));
      expect(sent).toEqual([]);
    });

    it('moves the focus to the next line after a removal, and to the button after the last one', async () => {
      await openWithGuests('alan@example.com', 'ada@example.com');
      await press('Remove guest 1');
      expect(guest(1)?.value).toBe('ada@example.com');
      expect(document.activeElement).toBe(guest(1));
      await press('Remove guest 1');
      expect(document.activeElement?.textContent?.trim()).toBe('Add guests');
    });

    it('splits a pasted list into a line for each address', async () => {
      await openWithGuests('');
      const event = new Event('paste', { bubbles: true, cancelable: true });
      const text = 'Alan <alan@example.com>, ada@example.com;grace@example.org';
      Object.assign(event, { clipboardData: { getData: () => text } });
      guest(1)?.dispatchEvent(event);
      await fixture.whenStable();
      expect([1, 2, 3, 4].map((number) => guest(number)?.value)).toEqual([
        'alan@example.com',
        'ada@example.com',
        'grace@example.org',
        undefined,
      ]);
    });

    it('accepts ten and offers no eleventh', async () => {
      await openWithGuests(...Array.from({ length: 10 }, (_, index) => `guest${index}@example.com`));
      expect(await press('Add another')).toBeUndefined();
      await submit();
      expect(sent[0]?.guests).toHaveLength(10);
    });

    it('keeps them after a reload', async () => {
      await openWithGuests('alan@example.com');
      fixture.destroy();
      host().remove();
      await open([]);
      expect(guest(1)?.value).toBe('alan@example.com');
    });

    it('shows server errors at their line, until it is changed', async () => {
      await openWithGuests('', 'alan@example.com', 'ada@example.com');
      await submit();
      const problem: Problem = {
        type: 'about:blank',
        title: 'Refused',
        status: 422,
        detail: 'No.',
        instance: '',
        code: 'validation_failed',
        errors: [{ field: 'guests.1', code: 'is_email', message: 'No.' }],
      };
      fixture.componentRef.setInput('problem', problem);
      await fixture.whenStable();
      expect(errors()).toEqual(['This does not look like an email address.']);
      expect(document.activeElement).toBe(guest(3));
      write(3, 'ada@example.org');
      await submit();
      expect(errors()).toEqual([]);
      expect(sent.at(-1)?.guests).toEqual(['alan@example.com', 'ada@example.org']);
    });

    it('has no such button where the event type does not allow guests', async () => {
      await open([]);
      fixture.componentRef.setInput('eventType', eventTypeWith({ guestsAllowed: false }));
      await fixture.whenStable();
      expect(await press('Add guests')).toBeUndefined();
    });
  });

  it('shows server errors at their fields', async () => {
    await open();
    fillAll();
    const problem: Problem = {
      type: 'about:blank',
      title: 'Refused',
      status: 422,
      detail: 'Some fields are wrong.',
      instance: '',
      code: 'validation_failed',
      errors: [
        { field: 'attendee.email', code: 'is_email', message: 'Attendee.email must be an email address.' },
        { field: 'answers.company', code: 'too_long', message: 'Too long.', params: { count: 2000 } },
      ],
    };
    fixture.componentRef.setInput('problem', problem);
    await fixture.whenStable();
    expect(errors()).toEqual([
      'This does not look like an email address.',
      'Keep it to 2,000 characters or fewer.',
    ]);
    expect(host().querySelector('[role="alert"]')).toBeNull();
    type('Email', 'other@example.com');
    type('Company', 'Army');
    await submit();
    expect(sent).toHaveLength(1);
  });

  it('shows an error without a field above the button', async () => {
    await open([]);
    const problem: Problem = {
      type: 'about:blank',
      title: 'Busy',
      status: 503,
      detail: 'The server is busy.',
      instance: '',
      code: 'busy_try_again',
    };
    fixture.componentRef.setInput('problem', problem);
    await fixture.whenStable();
    expect(host().querySelector('[role="alert"]')?.textContent).toMatch(
      /server is busy.*Your details are saved/s,
    );
  });

  it('sends nothing while it is busy or has no time to book', async () => {
    await open([]);
    type('Your name', 'Grace');
    type('Email', 'grace@example.com');
    fixture.componentRef.setInput('busy', true);
    await submit();
    fixture.componentRef.setInput('busy', false);
    fixture.componentRef.setInput('blocked', true);
    await submit();
    expect(sent).toEqual([]);
  });
});
