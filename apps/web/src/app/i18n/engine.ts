import { InjectionToken } from '@angular/core';
import type { Language } from '@expertbook/contracts';
import type { TextValues } from './text-values';
import type { Scope, StringFiles, Strings } from './string-files';
import { PUBLIC_STRING_FILES } from './string-files';

/** Keeps the strings that have been loaded and says them. */
export interface TextEngine {
  /** Loads a scope once. Rejects when its file cannot be fetched; the next call tries again. */
  load(scope: Scope, language: Language): Promise<void>;
  has(scope: Scope, key: string, language: Language): boolean;
  /** The string with its values; the key itself where there is none. */
  say(scope: Scope, key: string, values: TextValues | undefined, language: Language): string;
}

/** Strings that need no loading, by `scope/language`: what a test has put there. */
export const READY_STRINGS = new Map<string, Strings>();

/** Fetches one file; `path` is `scope/language`. */
export async function readStrings(files: StringFiles, path: string): Promise<Strings> {
  const ready = READY_STRINGS.get(path);
  if (ready) return ready;
  const [scope, language] = path.split('/') as [Scope, Language];
  const file = files[scope]?.[language];
  if (!file) throw new Error(`There is no string file ${path}.`);
  return (await file()).default as Strings;
}

/**
 * Interpolates values in one pass: a person's name is never read as a placeholder (Transloco's own interpolation would
 * scan inserted values again, and never end with a name of `{{name}}`).
 */
export function fillIn(text: string, values: TextValues = {}): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_match, name: string) => String(values[name] ?? ''));
}

/**
 * The engine of the clients' side: a map. The expert's side has Transloco in its place (`transloco-engine.ts`), which would be
 * a sixteenth of all that a client may load before choosing a time.
 */
export class LeanEngine implements TextEngine {
  private readonly known = new Map<string, Strings>(READY_STRINGS);

  async load(scope: Scope, language: Language): Promise<void> {
    const path = `${scope}/${language}`;
    if (!this.known.has(path)) this.known.set(path, await readStrings(PUBLIC_STRING_FILES, path));
  }

  has(scope: Scope, key: string, language: Language): boolean {
    return this.known.get(`${scope}/${language}`)?.[key] !== undefined;
  }

  say(scope: Scope, key: string, values: TextValues | undefined, language: Language): string {
    const text = this.known.get(`${scope}/${language}`)?.[key];
    return text === undefined ? key : fillIn(text, values);
  }
}

export const ENGINE = new InjectionToken<TextEngine>('ENGINE', {
  providedIn: 'root',
  factory: () => new LeanEngine(),
});
