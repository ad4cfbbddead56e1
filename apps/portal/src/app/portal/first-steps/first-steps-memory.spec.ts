import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { SessionStore } from '../../account/session';
import { CopiedTexts } from '../../ui/copied-texts';
import { FirstStepsMemory } from './first-steps-memory';

const OWN = `${location.origin}/ada`;

describe('FirstStepsMemory', () => {
  const user = signal<{ id: string } | null>({ id: 'u1' });

  function memory(): FirstStepsMemory {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [{ provide: SessionStore, useValue: { user, expert: () => ({ handle: 'ada' }) } }],
    });
    return TestBed.inject(FirstStepsMemory);
  }

  beforeEach(() => {
    localStorage.clear();
    user.set({ id: 'u1' });
  });

  it('is stored for the next visit', () => {
    memory().update({ seen: true });
    expect(memory().remembered()).toEqual({ seen: true, shared: false, begun: false, hidden: false });
  });

  it('is separate for another account', () => {
    const one = memory();
    one.update({ hidden: true });
    user.set({ id: 'u2' });
    expect(one.remembered().hidden).toBe(false);
    user.set({ id: 'u1' });
    expect(one.remembered().hidden).toBe(true);
  });

  it.each([
    ['the page', OWN, true],
    ['an event type', `${OWN}/intro`, true],
    ['the code for a website', `<div data-link="${OWN}/intro"></div>`, true],
    ['somebody who is called alike', `${OWN}-lovelace/intro`, false],
    ['a video room', 'https://meet.example.com/ada', false],
  ])('notices that the link of %s was copied', (_what, text, shared) => {
    const one = memory();
    TestBed.inject(CopiedTexts).emit(text);
    expect(one.remembered().shared).toBe(shared);
  });

  it('follows changes of another tab', () => {
    const one = memory();
    expect(one.remembered().shared).toBe(false);
    const key = 'eb.first-steps.u1';
    localStorage.setItem(key, JSON.stringify({ shared: true }));
    dispatchEvent(new StorageEvent('storage', { key }));
    expect(one.remembered()).toEqual({ seen: false, shared: true, begun: false, hidden: false });
  });

  it('ignores stored values that are invalid', () => {
    localStorage.setItem('eb.first-steps.u1', '{"seen":"yes","hidden":');
    expect(memory().remembered()).toEqual({ seen: false, shared: false, begun: false, hidden: false });
    localStorage.setItem('eb.first-steps.u1', '{"seen":"yes","hidden":true}');
    expect(memory().remembered()).toEqual({ seen: false, shared: false, begun: false, hidden: true });
  });
});
