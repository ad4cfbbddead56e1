import { TestBed } from '@angular/core/testing';
import { MatSnackBar } from '@angular/material/snack-bar';
import { provideTexts } from '../../i18n/transloco-engine';
import { Undoable } from './undoable';

describe('Undoable', () => {
  let undoable: Undoable;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideTexts()] });
    undoable = TestBed.inject(Undoable);
  });

  afterEach(() => TestBed.inject(MatSnackBar).dismiss());

  const state = (waiting: { decided: Promise<boolean> }) =>
    Promise.race([waiting.decided, new Promise((resolve) => setTimeout(() => resolve('waiting')))]);

  it('waits, and does nothing when it is taken back', async () => {
    const waiting = undoable.offer('Cancelled.');
    expect(await state(waiting)).toBe('waiting');
    waiting.undo();
    expect(await waiting.decided).toBe(false);
  });

  it('is done as soon as another message takes its place', async () => {
    const waiting = undoable.offer('Cancelled.');
    TestBed.inject(MatSnackBar).open('Something else');
    expect(await waiting.decided).toBe(true);
  });

  it('is done at once when the page is closed', async () => {
    const waiting = undoable.offer('Cancelled.');
    dispatchEvent(new Event('pagehide'));
    expect(await waiting.decided).toBe(true);
  });
});
