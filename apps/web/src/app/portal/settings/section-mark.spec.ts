import { ChangeDetectionStrategy, Component } from '@angular/core';
import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { sectionMark } from './section-mark';

const NAMES = ['profile', 'link', 'password', 'delete'] as const;

@Component({
  template: `
    @for (name of names; track name) {
      <section [id]="name">
        <h2 tabindex="-1" [id]="name + '-title'">{{ name }}</h2>
      </section>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  protected readonly names = NAMES;
  readonly mark = sectionMark(NAMES);
}

/** The browser's observer, which jsdom has not: tells what the test lets pass the line. */
class Observer {
  static last: Observer | null = null;
  readonly watched: string[] = [];
  constructor(
    private readonly tell: (entries: Partial<IntersectionObserverEntry>[]) => void,
    readonly options: { rootMargin: string },
  ) {
    Observer.last = this;
  }
  observe(element: Element): void {
    this.watched.push(element.id);
  }
  disconnect(): void {
    this.watched.length = 0;
  }
  pass(...changes: [id: string, isIntersecting: boolean][]): void {
    this.tell(
      changes.map(([id, isIntersecting]) => ({
        target: document.getElementById(id) as Element,
        isIntersecting,
      })),
    );
  }
}

describe('sectionMark', () => {
  let fixture: ComponentFixture<Page>;
  let scrollTop = 0;
  const current = () => fixture.componentInstance.mark.current();

  function scrollTo(top: number): void {
    scrollTop = top;
    dispatchEvent(new Event('scroll'));
  }
  async function show(hash = ''): Promise<void> {
    history.replaceState(null, '', `/portal/settings${hash}`);
    fixture = TestBed.createComponent(Page);
    document.body.append(fixture.nativeElement as HTMLElement);
    await fixture.whenStable();
  }

  beforeEach(() => {
    scrollTop = 0;
    Object.assign(globalThis, { IntersectionObserver: Observer });
    Element.prototype.scrollIntoView = jest.fn();
    for (const [name, get] of [
      ['scrollTop', () => scrollTop],
      ['clientHeight', () => 800],
      ['scrollHeight', () => 3000],
    ] as const)
      Object.defineProperty(document.documentElement, name, { configurable: true, get });
  });
  afterEach(() => {
    fixture.destroy();
    (fixture.nativeElement as HTMLElement).remove();
    for (const name of ['scrollTop', 'clientHeight', 'scrollHeight'])
      Reflect.deleteProperty(document.documentElement, name);
    history.replaceState(null, '', '/');
  });

  it('begins with the first section and watches all of them across one line', async () => {
    await show();
    expect(current()).toBe('profile');
    expect(Observer.last?.watched).toEqual(NAMES);
    expect(Observer.last?.options.rootMargin).toBe('-25% 0px -75% 0px');
  });

  it('begins with the section that the address asks for, with the focus at its title', async () => {
    await show('#password');
    expect(current()).toBe('password');
    expect(document.activeElement?.id).toBe('password-title');
    await show('#nonsense');
    expect(current()).toBe('profile');
  });

  it('follows the section that comes to the line, not the one that leaves it', async () => {
    await show();
    scrollTo(500);
    Observer.last?.pass(['profile', false], ['link', true]);
    expect(current()).toBe('link');
    Observer.last?.pass(['link', false]);
    expect(current()).toBe('link');
  });

  it('is at the last section at the end of the page, which cannot come up to the line', async () => {
    await show();
    scrollTo(2200);
    expect(current()).toBe('delete');
    Observer.last?.pass(['password', true]);
    expect(current()).toBe('delete');
    scrollTo(1500);
    Observer.last?.pass(['password', true]);
    expect(current()).toBe('password');
  });

  it('stays with the section that was asked for, also where the end of the page keeps it down', async () => {
    await show();
    fixture.componentInstance.mark.open('password');
    scrollTo(2200);
    expect(current()).toBe('password');
    scrollTo(1500);
    scrollTo(2200);
    expect(current()).toBe('delete');
  });

  it('watches nothing any more once its page is gone', async () => {
    await show();
    const { mark } = fixture.componentInstance;
    fixture.destroy();
    expect(Observer.last?.watched).toEqual([]);
    scrollTo(2200);
    expect(mark.current()).toBe('profile');
  });
});
