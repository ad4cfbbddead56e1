import type { Language, ProfileLink, PublicEventType, PublicExpertPage } from '@expertbook/contracts';
import type { Block, Inline } from '@expertbook/presentation';
import {
  durationsText,
  escapeHtml,
  groupsOf,
  LANGUAGE_NAMES,
  languageLocale,
  LINK_ICONS,
  linkKindOf,
  linkTextOf,
  PLACES,
  readRichText,
  spokenLanguagesText,
} from '@expertbook/presentation';
import type { Translate } from '../languages/message-catalog';
import { eventMark, frame, icon, own, pathIcon, portrait } from './paint-parts';

/** The language of a page and its texts. */
export interface PageLocale {
  language: Language;
  translate: Translate;
}

/** The markup of a profile, as `apps/booking/src/app/booking/profile-page.html` renders it. */
export function profileHtml(page: PublicExpertPage, locale: PageLocale): string {
  const { expert, profile } = page;
  return frame(
    `<div class="eb-profile">${profile.coverUrl ? cover(profile.coverUrl) : ''}${who(page, locale)}` +
      `${offers(page, locale)}${expert.bio ? about(expert.bio, locale) : ''}</div>`,
    LANGUAGE_NAMES[locale.language],
  );
}

function cover(url: string): string {
  const address = escapeHtml(url);
  return (
    `<img class="eb-cover" alt="" width="1920" height="480" sizes="(min-width: 76rem) 73rem, 100vw" ` +
    `srcset="${address}&amp;size=small 960w, ${address} 1920w" src="${address}">`
  );
}

function who({ expert, profile }: PublicExpertPage, { translate, language }: PageLocale): string {
  const languages = spokenLanguagesText(profile.spokenLanguages, language);
  const fact = (name: 'map-pin' | 'globe', text: string) => `<li>${icon(name)} ${text}</li>`;
  const facts = [
    profile.place ? fact('map-pin', own(profile.place)) : '',
    languages ? fact('globe', `<span>${escapeHtml(translate('profile.speaks', { languages }))}</span>`) : '',
  ].join('');
  return (
    `<div class="eb-who"><div class="eb-portrait">${portrait(expert, 96, ['size-24', 'size-24 text-3xl'])}</div>` +
    `<div class="w-full"><h1 class="max-w-full text-3xl leading-tight font-bold wrap-anywhere">${escapeHtml(expert.name)}</h1>` +
    (expert.headline
      ? `<p class="mx-auto mt-2 max-w-xl text-lg text-pretty text-on-surface-variant wrap-anywhere">${own(expert.headline)}</p>`
      : '') +
    `</div>` +
    (facts ? `<ul class="eb-facts">${facts}</ul>` : '') +
    (profile.links.length > 0 ? `<ul class="eb-links">${profile.links.map(linkItem).join('')}</ul>` : '') +
    `</div>`
  );
}

function linkItem(link: ProfileLink): string {
  const picture = pathIcon(LINK_ICONS[linkKindOf(link.url)]);
  return (
    `<li class="max-w-full"><a target="_blank" rel="me noopener nofollow" href="${escapeHtml(link.url)}">` +
    `${picture} ${own(linkTextOf(link))}</a></li>`
  );
}

function offers({ expert, eventTypes, profile }: PublicExpertPage, locale: PageLocale): string {
  const { translate } = locale;
  const { featured, groups } = groupsOf(eventTypes);
  const one = (eventType: PublicEventType) => card(expert.handle, eventType, locale);
  const note = profile.note
    ? `<p class="eb-note">${icon('info', 'size-5 mt-0.5')} ${own(profile.note)}</p>`
    : '';
  const lists = groups.map(
    ({ name, eventTypes: members }) =>
      (name ? `<h3 class="mt-8 mb-3 text-lg font-bold wrap-anywhere">${own(name)}</h3>` : '') +
      `<ul>${members.map((member) => `<li>${one(member)}</li>`).join('')}</ul>`,
  );
  const nothing =
    `<div class="rounded-2xl border border-dashed border-outline-variant px-6 py-12 text-center">` +
    `<span class="mx-auto grid size-12 place-items-center rounded-full bg-secondary-container text-on-secondary-container">${icon('calendar', 'size-6')}</span>` +
    `<p class="mt-4 text-lg font-bold">${escapeHtml(translate('profile.nothing'))}</p>` +
    `<p class="mt-1 text-on-surface-variant">${escapeHtml(translate('profile.nothingText', { name: expert.name }))}</p></div>`;
  return (
    `<section class="eb-offers">${note}<h2 class="sr-only">${escapeHtml(translate('profile.sessions'))}</h2>` +
    (featured ? `<div class="mb-6">${one(featured)}</div>` : '') +
    `${eventTypes.length > 0 ? lists.join('') : nothing}</section>`
  );
}

function card(handle: string, eventType: PublicEventType, { translate, language }: PageLocale): string {
  const { slug, title, description, durations, location, seats, requiresConfirmation, featured } = eventType;
  const place = PLACES[location.kind];
  const fact = (name: Parameters<typeof icon>[0], text: string) =>
    `<span class="inline-flex items-center gap-1.5">${icon(name, 'size-4')} ${escapeHtml(text)}</span>`;
  return (
    `<a class="group eb-card eb-offer${featured ? ' eb-offer-featured' : ''}" href="/${handle}/${slug}">${eventMark(eventType)}<span class="min-w-0 grow">` +
    (featured
      ? `<span class="mb-1 inline-flex items-center gap-1.5 text-sm font-semibold text-primary">${escapeHtml(translate('profile.featured'))}</span>`
      : '') +
    `<span class="eb-title block leading-snug font-bold wrap-anywhere ${featured ? 'text-xl' : 'text-lg'}">${own(title)}</span>` +
    (description
      ? `<span class="mt-1 line-clamp-3 text-on-surface-variant wrap-anywhere">${own(description)}</span>`
      : '') +
    `<span class="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-sm text-on-surface-variant">` +
    fact('clock', durationsText(durations, languageLocale(language))) +
    fact(place.icon, translate(place.text)) +
    (seats > 1 ? fact('users', translate('profile.upTo', { count: seats })) : '') +
    (requiresConfirmation ? fact('check-circle', translate('profile.onRequest')) : '') +
    `</span></span><span class="grid size-11 shrink-0 place-items-center rounded-full bg-primary-container text-on-primary-container">` +
    `${icon('arrow-right', 'size-5 rtl:[scale:-1_1]')}</span></a>`
  );
}

function about(bio: string, { translate }: PageLocale): string {
  return (
    `<section class="eb-about"><h2 class="mb-3 text-lg font-bold">${escapeHtml(translate('profile.about'))}</h2>` +
    `<div class="eb-rich">${readRichText(bio).map(blockMarkup).join('')}</div></section>`
  );
}

function blockMarkup(block: Block): string {
  if (block.kind === 'heading') return `<h3>${lineMarkup(block.line)}</h3>`;
  if (block.kind === 'paragraph')
    return `<p>${block.lines.map((line) => `<span class="block">${lineMarkup(line)}</span>`).join('')}</p>`;
  const name = block.ordered ? 'ol' : 'ul';
  return `<${name}>${block.items.map((item) => `<li>${lineMarkup(item)}</li>`).join('')}</${name}>`;
}

function lineMarkup(line: readonly Inline[]): string {
  const parts = line.map(({ text, bold, italic, href }) => {
    const style = `${bold ? ' font-bold' : ''}${italic ? ' italic' : ''}`;
    if (!href) return `<span class="${style.trim()}">${escapeHtml(text)}</span>`;
    return `<a class="eb-link${style}" target="_blank" rel="noopener nofollow" href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
  });
  return `<bdi>${parts.join('')}</bdi>`;
}
