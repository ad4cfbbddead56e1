import { inject } from '@angular/core';
import type { Scope } from '@expertbook/web-shared/i18n/string-files';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';

/**
 * For `loadComponent` and `loadChildren`: loads a page and its strings in parallel, so that it is drawn once, in the
 * right language. `loadComponent: withTexts(['booking'], () => import('./page').then((m) => m.Page))`
 */
export function withTexts<T>(scopes: readonly Scope[], load: () => Promise<T>): () => Promise<T> {
  return async () => {
    const strings = inject(LanguageService).load(...scopes);
    const [page] = await Promise.all([load(), strings]);
    return page;
  };
}
