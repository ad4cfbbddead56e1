import { Injectable, InjectionToken, inject } from '@angular/core';
import type { Language } from '@expertbook/contracts';
import type { TextValues } from './text-values';
import type { Scope, StringFiles, Strings } from './string-files';
import { PUBLIC_STRING_FILES } from './string-files';

/** String files that can be loaded: the clients', unless others are provided. */
export const STRING_FILES = new InjectionToken<StringFiles>('', {
  providedIn: 'root',
  factory: () => PUBLIC_STRING_FILES,
});

/** Strings that are already loaded, by `scope/language`: set by tests. */
export const READY_STRINGS = new Map<string, Strings>();

/** Fills values into a string, in one pass: a value that contains a placeholder stays as it is. */
export function fillIn(text: string, values: TextValues = {}): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_match, name: string) => String(values[name] ?? ''));
}

/** The strings that have been loaded, on both sides of the application (ADR 33). */
@Injectable({ providedIn: 'root' })
export class MessageCatalog {
  private readonly files = inject(STRING_FILES);
  private readonly known = new Map<string, Strings>(READY_STRINGS);

  /** Loads a scope once. Rejects when its file cannot be fetched; the next call tries again. */
  async load(scope: Scope, language: Language): Promise<void> {
    const path = `${scope}/${language}`;
    if (!this.known.has(path))
      this.known.set(path, READY_STRINGS.get(path) ?? (await this.read(scope, language)));
  }

  /** The string with its placeholders; undefined where the scope is not loaded or has no such key. */
  find(scope: Scope, key: string, language: Language): string | undefined {
    return this.known.get(`${scope}/${language}`)?.[key];
  }

  private async read(scope: Scope, language: Language): Promise<Strings> {
    const file = this.files[scope]?.[language];
    if (!file) throw new Error(`There is no string file ${scope}/${language}.`);
    return (await file()).default as Strings;
  }
}
