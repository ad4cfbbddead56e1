import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import type { Language } from '@expertbook/contracts';
import { readLocal, writeLocal } from '../platform/local-store';
import { setLocaleOf } from '../platform/locale';
import { directionOf, isLanguage } from '@expertbook/presentation/languages';
import { wishedLanguage } from './language';
import { MessageCatalog } from './message-catalog';
import type { Scope } from './string-files';

const LANGUAGE_KEY = 'eb.language';
/** For the API, which draws the initial HTML and cannot read the browser's storage. */
const LANGUAGE_COOKIE = 'lang';
/** Every page has the frame with its buttons and messages. */
const COMMON_SCOPES: readonly Scope[] = ['ui'];

/** Language of the pages: resolved once, changeable without a reload. */
@Injectable({ providedIn: 'root' })
export class LanguageService {
  private readonly catalog = inject(MessageCatalog);
  private readonly document = inject(DOCUMENT);
  private readonly preferred = wishedLanguage({
    asked: new URLSearchParams(this.document.location.search).get('lang'),
    stored: readLocal(LANGUAGE_KEY),
    browser: navigator.languages ?? [navigator.language],
  });
  /** Without a preference the page has the expert's language, which the API has set on the document. */
  private readonly writable = signal<Language>(this.preferred ?? documentLanguage(this.document));
  private readonly scopes = new Set<Scope>(COMMON_SCOPES);
  private chosen = this.preferred !== null;
  private target = this.writable();

  /** The current language. It changes only after its strings are loaded. */
  readonly language = this.writable.asReadonly();

  constructor() {
    this.show(this.writable());
  }

  /** Loads the strings of a page in the current language. Rejects when a file cannot be fetched. */
  async load(...scopes: readonly Scope[]): Promise<void> {
    for (const scope of scopes) this.scopes.add(scope);
    const language = this.target;
    await this.fetch(language);
    // The language may have changed during the fetch.
    if (language !== this.target) await this.load();
  }

  /**
   * Sets the visitor's choice; the browser stores it. Rejects, without a change, when the strings cannot be fetched.
   */
  async choose(language: Language): Promise<void> {
    await this.change(language);
    this.chosen = true;
    this.document.cookie = `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=31536000; SameSite=Lax`;
    writeLocal(LANGUAGE_KEY, language);
  }

  /** Sets the expert's language, unless the address or the browser asks for a supported one. */
  async suggest(language: unknown): Promise<void> {
    if (this.chosen || !isLanguage(language)) return;
    // Without its strings the page keeps its language.
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
    setLocaleOf(language);
    const root = this.document.documentElement;
    root.lang = language;
    root.dir = directionOf(language);
    this.writable.set(language);
  }
}

function documentLanguage({ documentElement: { lang } }: Document): Language {
  return isLanguage(lang) ? lang : 'en';
}
