import { settingsPageOf, settingsPagesFor } from './settings-pages';

describe('settings pages', () => {
  it.each([
    ['profile', 'profile'],
    ['presence', 'profile'],
    ['link', 'profile'],
    ['presence', 'profile'],
    ['email', 'account'],
    ['delete', 'account'],
    ['sessions', 'security'],
    ['allowed-sites', 'embedding'],
  ])('have the section %s on the page %s', (section, page) =>
    expect(settingsPageOf(section)?.name).toBe(page),
  );

  it('have no unknown section', () => {
    expect(settingsPageOf('nonsense')).toBeUndefined();
    expect(settingsPageOf(null)).toBeUndefined();
  });

  it('are visible only to the owner where they concern the installation', () => {
    const names = (isOwner: boolean) => settingsPagesFor(isOwner).map(({ name }) => name);
    expect(names(true)).toContain('invitations');
    expect(names(false)).not.toContain('invitations');
  });
});
