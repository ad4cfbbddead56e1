/**
 * The folders of `src` from the ground floor up, and what each may import: only folders that stand above it in this list, so
 * that imports point one way. A new folder needs a line here.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const ROOMS = {
  platform: '',
  data: 'platform',
  i18n: 'platform',
  ui: 'data i18n platform',
};
