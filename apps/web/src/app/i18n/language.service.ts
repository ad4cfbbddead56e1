import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import type { Language } from '@expertbook/contracts';
import { readLocal, writeLocal } from '../platform/local-store';
import { showLocaleOf } from '../platform/locale';
import { directionOf, isLanguage } from '@expertbook/presentation/languages';
import { wishedLanguage } from './language';
import { MessageCatalog } from './message-catalog';
import type { Scope } from './string-files';

const LANGUAGE_KEY = 'eb.language';
/** For the API, which writes the page before this browser's storage can be read. */
const LANGUAGE_COOKIE = 'lang';
/** Every page has the frame, its buttons and its messages. */
const EVERYWHERE: readonly Scope[] = ['ui'];

/** The language of the pages: chosen once, changed while everything stays where it is. */
@Injectable({ providedIn: 'root' })
export class LanguageService {
  private readonly catalog = inject(MessageCatalog);
  private readonly document = inject(DOCUMENT);
  private readonly wished = wishedLanguage({
    asked: new URLSearchParams(this.document.location.search).get('lang'),
    stored: readLocal(LANGUAGE_KEY),
    browser: navigator.languages ?? [navigator.language],
  });
  /** Where nothing is wished the page is in the expert's language, and the API has said so. */
  private readonly languageSignal = signal<Language>(this.wished ?? givenLanguage(this.document));
  private readonly scopes = new Set<Scope>(EVERYWHERE);
  private chosen = this.wished !== null;
  private target = this.languageSignal();

  /** The language that is shown. Its strings are there: it changes only after they have been loaded. */
  readonly language = this.languageSignal.asReadonly();

  constructor() {
    this.show(this.languageSignal());
  }

  /** Loads what a page says, in the present language. Rejects when a file cannot be fetched. */
  async load(...scopes: readonly Scope[]): Promise<void> {
    for (const scope of scopes) this.scopes.add(scope);
    const language = this.target;
    await this.fetch(language);
    // The language may have been changed on the way.
    if (language !== this.target) await this.load();
  }

  /** The visitor's own choice; this browser remembers it. Rejects, changing nothing, when the strings cannot be fetched. */
  async choose(language: Language): Promise<void> {
    await this.change(language);
    this.chosen = true;
    this.document.cookie = `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=31536000; SameSite=Lax`;
    writeLocal(LANGUAGE_KEY, language);
  }

  /** The expert's language: counts where neither the address nor this browser asks for one we speak. */
  async suggest(language: unknown): Promise<void> {
    if (this.chosen || !isLanguage(language)) return;
    // Without its strings the page stays as it is.
    await this.change(language).catch(() => undefined);
  }

  private async change(language: Language): Promise<void> {
    const former = this.target;
    this.target = language;
    try {
      await this.fetch(language);
    } catch (error) {
      if (this.target === language) this.target = former;
      throw error;
    }
    if (this.target === language) this.show(language);
  }

  private async fetch(language: Language): Promise<void> {
    await Promise.all([...this.scopes].map((scope) => this.catalog.load(scope, language)));
  }

  private show(language: Language): void {
    showLocaleOf(language);
    const root = this.document.documentElement;
    root.lang = language;
    root.dir = directionOf(language);
    this.languageSignal.set(language);
  }
}

function givenLanguage({ documentElement: { lang } }: Document): Language {
  return isLanguage(lang) ? lang : 'en';
}
