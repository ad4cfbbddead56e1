/**
 * The folders of `src/app` from the ground floor up, and what each may import: only folders that stand above it in this list,
 * so that imports point one way. `web-shared/…` are folders of `libs/web-shared/src`. A new folder needs a line here.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const ROOMS = {
  data: 'web-shared/data web-shared/platform',
  embed: 'web-shared/platform',
  ui: 'data web-shared/data web-shared/i18n web-shared/platform web-shared/ui',
  booking: 'data ui web-shared/data web-shared/i18n web-shared/platform web-shared/ui',
};
