import type { Provider } from '@angular/core';
import { inject } from '@angular/core';
import type { Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';
import type { TranslocoLoader, TranslocoTranspiler } from '@jsverse/transloco';
import { TranslocoService, provideTransloco, provideTranslocoTranspiler } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import type { TextEngine } from './engine';
import { ENGINE, READY_STRINGS, fillIn, readStrings } from './engine';
import { EXPERT_STRING_FILES } from './expert-string-files';
import type { Scope } from './string-files';
import type { TextValues } from './text-values';

class FileLoader implements TranslocoLoader {
  /** `portal-calendar/de` -> that file. */
  getTranslation = (path: string) => readStrings(EXPERT_STRING_FILES, path);
}

class OnePassTranspiler implements TranslocoTranspiler {
  transpile: TranslocoTranspiler['transpile'] = ({ value, params }) =>
    fillIn(String(value), params as TextValues);
}

/** The strings of the expert's side, kept and said by Transloco. */
class TranslocoEngine implements TextEngine {
  private readonly service = inject(TranslocoService);

  constructor() {
    for (const [path, strings] of READY_STRINGS)
      this.service.setTranslation(strings, path, { emitChange: false });
  }

  async load(scope: Scope, language: Language): Promise<void> {
    await firstValueFrom(this.service.load(`${scope}/${language}`));
  }

  has(scope: Scope, key: string, language: Language): boolean {
    return `${scope}.${key}` in (this.service.getTranslation().get(language) ?? {});
  }

  say(scope: Scope, key: string, values: TextValues | undefined, language: Language): string {
    return this.service.translate(`${scope}.${key}`, values, language);
  }
}

/** For the expert's side. */
export function provideTexts(): Provider[] {
  return [
    provideTransloco({
      config: {
        availableLangs: [...LANGUAGES],
        defaultLang: 'en',
        flatten: { aot: true },
        scopes: { keepCasing: true },
        missingHandler: { logMissingKey: false },
      },
      loader: FileLoader,
    }),
    provideTranslocoTranspiler(OnePassTranspiler),
    { provide: ENGINE, useClass: TranslocoEngine },
  ] as unknown as Provider[];
}
