export { escapeHtml } from './escape-html';
export { EVENT_ICONS } from './event-icons';
export { groupsOf } from './event-groups';
export type { EventGroup } from './event-groups';
export { LINK_ICONS, linkKindOf, linkTextOf } from './profile-links';
export type { LinkKind } from './profile-links';
export { isHttpsLink, plainTextOf, readRichText } from './rich-text';
export type { Block, Inline } from './rich-text';
export { spokenLanguagesText } from './spoken-languages';
