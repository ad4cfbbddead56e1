import { effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';

/** Sets the title of the browser's tab, in the current language; null leaves it. Call it in an injection context. */
export function tabTitle(title: () => string | null): void {
  const tab = inject(Title);
  effect(() => {
    const text = title();
    if (text !== null) tab.setTitle(text);
  });
}
