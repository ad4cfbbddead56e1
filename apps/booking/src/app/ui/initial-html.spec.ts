import { Injector, runInInjectionContext, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { hasInitialHtml, keepInitialHtml, removeInitialHtml, drawnParts } from './initial-html';
import { nextTask } from '@expertbook/web-shared/platform/when-idle';

const link = (id: string) => document.getElementById(id) as HTMLAnchorElement;

describe('the initial HTML', () => {
  beforeEach(() => {
    document.body.innerHTML =
      '<div id="eb-first"><a id="theirs" href="/ada/intro">Intro</a></div><a id="ours" href="/ada/intro">Intro</a>';
  });
  afterEach(() => (document.body.innerHTML = ''));
  const inject = <T>(run: () => T): T => runInInjectionContext(TestBed.inject(Injector), run);

  it('stays until the page is drawn', async () => {
    const ready = signal(false);
    inject(() => keepInitialHtml(ready));
    TestBed.tick();
    expect(hasInitialHtml()).toBe(true);
    ready.set(true);
    TestBed.tick();
    await new Promise<void>(nextTask);
    expect(hasInitialHtml()).toBe(false);
  });

  it('passes the focus on to the same link', () => {
    link('theirs').focus();
    removeInitialHtml();
    expect(document.activeElement).toBe(link('ours'));
  });

  it('leaves the focus where it is otherwise', () => {
    link('ours').focus();
    removeInitialHtml();
    expect(document.activeElement).toBe(link('ours'));
    removeInitialHtml();
  });

  it('hides that the page is drawn part by part', async () => {
    const parts = inject(() => drawnParts(2));
    expect(parts()).toBe(0);
    await new Promise<void>((done) => {
      const look = (): void => (parts() === 2 ? done() : void setTimeout(look));
      look();
    });
    removeInitialHtml();
    expect(inject(() => drawnParts(2))()).toBe(2);
  });
});
