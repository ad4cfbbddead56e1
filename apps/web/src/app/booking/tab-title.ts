import { effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';

/** Keeps the title of the browser's tab, in the language that is shown; null leaves it. Call it where one may inject. */
export function tabTitle(title: () => string | null): void {
  const tab = inject(Title);
  effect(() => {
    const text = title();
    if (text !== null) tab.setTitle(text);
  });
}
