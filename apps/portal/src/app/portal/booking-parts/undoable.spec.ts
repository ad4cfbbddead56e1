import { TestBed } from '@angular/core/testing';
import { MatSnackBar } from '@angular/material/snack-bar';
import { provideExpertStrings } from '../../i18n/expert-string-files';
import { Toasts } from '../../ui/toasts';
import { Undoable } from './undoable';

describe('Undoable', () => {
  let undoable: Undoable;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideExpertStrings()] });
    undoable = TestBed.inject(Undoable);
  });

  afterEach(() => TestBed.inject(MatSnackBar).dismiss());

  const state = (waiting: { decided: Promise<boolean> }) =>
    Promise.race([waiting.decided, new Promise((resolve) => setTimeout(() => resolve('waiting')))]);

  it('waits, and does nothing when it is undone', async () => {
    const waiting = undoable.offer('Cancelled.');
    expect(await state(waiting)).toBe('waiting');
    waiting.undo();
    expect(await waiting.decided).toBe(false);
  });

  it('runs as soon as the user does something else', async () => {
    const waiting = undoable.offer('Cancelled.');
    TestBed.inject(Toasts).show('Something else');
    expect(await waiting.decided).toBe(true);
  });

  it('is not cut short by a message about another person, which is shown afterwards', async () => {
    const open = jest.spyOn(TestBed.inject(MatSnackBar), 'open');
    const told = () => open.mock.calls.map(([message]) => message);
    const first = undoable.offer('Cancelled.');
    TestBed.inject(Toasts).notify('New booking', { label: 'View', run: () => undefined });
    expect(await state(first)).toBe('waiting');
    const second = undoable.offer('Declined.');
    expect(await first.decided).toBe(true);
    expect(await state(second)).toBe('waiting');
    expect(told()).toEqual(['Cancelled.', 'Declined.']);
    second.undo();
    expect(await second.decided).toBe(false);
    expect(told()).toEqual(['Cancelled.', 'Declined.', 'New booking']);
  });

  it('does not delay such messages at other times', () => {
    const open = jest.spyOn(TestBed.inject(MatSnackBar), 'open');
    const toasts = TestBed.inject(Toasts);
    for (const words of ['One', 'Two']) toasts.notify(words, { label: 'View', run: () => undefined });
    expect(open.mock.calls.map(([message]) => message)).toEqual(['One', 'Two']);
  });

  it.each(['beforeunload', 'pagehide'])('runs at once when the page is closed (%s)', async (event) => {
    const waiting = undoable.offer('Cancelled.');
    dispatchEvent(new Event(event));
    expect(await waiting.decided).toBe(true);
  });
});
