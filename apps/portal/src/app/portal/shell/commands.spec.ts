import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { Language, Me } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';
import { signal } from '@angular/core';
import { SessionStore } from '../../account/session';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { provideExpertStrings } from '../../i18n/expert-string-files';
import { SETTINGS_PAGES } from '../settings/settings-pages';
import { Commands } from './commands';
import { fuzzyFilter } from './fuzzy';

describe('the commands of the palette', () => {
  const navigateByUrl = jest.fn();

  async function commandsIn(language: Language, user: Partial<Me>) {
    TestBed.configureTestingModule({
      providers: [
        provideExpertStrings(),
        { provide: Router, useValue: { navigateByUrl } },
        { provide: SessionStore, useValue: { user: signal(user), expert: signal(null) } },
      ],
    });
    const texts = TestBed.inject(LanguageService);
    await texts.load('portal-shell', 'portal-settings');
    await texts.choose(language);
    return TestBed.inject(Commands).fixed();
  }

  const find = (typed: string, commands: Awaited<ReturnType<typeof commandsIn>>) =>
    fuzzyFilter(typed, commands, ({ label, words }) => ({ text: label, words }))[0];

  it.each(LANGUAGES)('lead to every page of the settings, each by a unique name, in %s', async (language) => {
    const commands = await commandsIn(language, { isOwner: true });
    const pages = commands.filter(({ id }) => id.startsWith('/portal/settings/'));
    expect(pages.map(({ id }) => id)).toEqual(SETTINGS_PAGES.map(({ name }) => `/portal/settings/${name}`));
    for (const page of pages) expect(find(page.label, commands)).toBe(page);
  });

  it.each<[Language, string]>([
    ['en', 'password'],
    ['de', 'Passwort'],
    ['es', 'contrasena'],
    ['ar', 'كلمة المرور'],
  ])('find security by its content, in %s', async (language, typed) => {
    const found = find(typed, await commandsIn(language, {}));
    expect(found?.id).toBe('/portal/settings/security');
    found?.run();
    expect(navigateByUrl).toHaveBeenCalledWith('/portal/settings/security');
  });

  it('lead to the invitations for the owner only', async () => {
    const ids = (await commandsIn('en', { isOwner: false })).map(({ id }) => id);
    expect(ids).toContain('/portal/settings/profile');
    expect(ids).not.toContain('/portal/settings/invitations');
  });
});
