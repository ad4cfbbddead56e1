/**
 * The folders of `src/app` from the ground floor up, and what each may import: only folders that stand above it in this list,
 * so that imports point one way and what clients load knows nothing of the expert's side. A new folder needs a line here.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const ROOMS = {
  platform: '',
  data: 'platform',
  i18n: 'platform',
  embed: 'platform',
  ui: 'data i18n platform',
  booking: 'data i18n platform ui',
  account: 'data i18n platform ui',
  portal: 'account data i18n platform ui',
};
