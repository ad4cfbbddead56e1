import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from './app';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';

const PUBLIC = join(__dirname, '../../../web/public');

describe('App', () => {
  const language = signal<Language>('en');
  const link = document.createElement('link');

  async function start(): Promise<void> {
    TestBed.configureTestingModule({
      providers: [provideRouter([]), { provide: LanguageService, useValue: { language } }],
    });
    await TestBed.createComponent(App).whenStable();
  }

  beforeEach(() => {
    language.set('en');
    link.rel = 'manifest';
    link.setAttribute('href', 'manifest.webmanifest');
    document.head.append(link);
  });
  afterEach(() => link.remove());

  it('offers the application for installation in the current language, also after a change', async () => {
    await start();
    expect(link.getAttribute('href')).toBe('manifest.webmanifest');
    for (const code of [...LANGUAGES, 'en'] as const) {
      language.set(code);
      TestBed.tick();
      const file = link.getAttribute('href') ?? '';
      expect(existsSync(join(PUBLIC, file))).toBe(true);
      expect((JSON.parse(readFileSync(join(PUBLIC, file), 'utf8')) as { lang: string }).lang).toBe(code);
    }
  });

  it('starts on a page without a manifest', async () => {
    link.remove();
    await expect(start()).resolves.toBeUndefined();
  });

  it('is one application in every language: the same id, start address and icons', () => {
    const [english, ...others] = LANGUAGES.map((code) => {
      const file = code === 'en' ? 'manifest.webmanifest' : `manifest.${code}.webmanifest`;
      const manifest = JSON.parse(readFileSync(join(PUBLIC, file), 'utf8')) as Record<string, unknown>;
      const { id, start_url, scope, display, icons } = manifest;
      return { id, start_url, scope, display, icons };
    });
    for (const other of others) expect(other).toEqual(english);
    expect(english).toMatchObject({ id: '/portal', start_url: '/portal', scope: '/', display: 'standalone' });
  });
});
