import { DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { ShortcutTarget } from './shortcuts';
import { Shortcuts } from './shortcuts';

describe('shortcuts', () => {
  let gone: string[];
  let opened: ShortcutTarget[];

  beforeEach(() => {
    localStorage.clear();
    document.body.innerHTML = '<input id="field" />';
    [gone, opened] = [[], []];
    TestBed.configureTestingModule({
      providers: [{ provide: Router, useValue: { navigateByUrl: (url: string) => gone.push(url) } }],
    });
    TestBed.inject(Shortcuts).start((target) => opened.push(target), TestBed.inject(DestroyRef));
  });

  function press(key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body): void {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
  }

  it('open a page with g and a letter', () => {
    press('g');
    press('c');
    expect(gone).toEqual(['/portal/calendar']);
    press('b');
    expect(gone).toHaveLength(1);
  });

  it('are ignored while the user types, and in a dialog', () => {
    const field = document.getElementById('field') as HTMLElement;
    press('g', {}, field);
    press('c', {}, field);
    press('?', {}, field);
    document.body.insertAdjacentHTML('beforeend', '<div role="alertdialog"></div>');
    press('?');
    expect([...gone, ...opened]).toEqual([]);
  });

  it('open the palette everywhere, with Ctrl or Cmd', () => {
    press('k', { ctrlKey: true }, document.getElementById('field') as HTMLElement);
    press('K', { metaKey: true });
    press('k');
    expect(opened).toEqual(['palette', 'palette']);
  });

  it('can be disabled, except the palette, and the browser stores that', () => {
    const shortcuts = TestBed.inject(Shortcuts);
    press('?', { shiftKey: true });
    shortcuts.switchLetters(false);
    press('?', { shiftKey: true });
    press('g');
    press('d');
    press('k', { ctrlKey: true });
    expect(opened).toEqual(['sheet', 'palette']);
    expect(gone).toEqual([]);
    TestBed.resetTestingModule();
    expect(TestBed.inject(Shortcuts).letters()).toBe(false);
  });
});
