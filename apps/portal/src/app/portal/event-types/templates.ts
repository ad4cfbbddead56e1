import type { EventTypeSettings } from '@expertbook/contracts';
import { EVENT_TYPE_DEFAULTS } from '@expertbook/contracts';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import type { IconName } from '@expertbook/web-shared/ui/icon';
import { slugOf } from '../../ui/slug';

/** Common event types with suitable settings. */
export const TEMPLATE_IDS = [
  'intro',
  'consultation',
  'deepDive',
  'followUp',
  'group',
  'invite',
  'visit',
] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

interface Template {
  icon: IconName;
  /** Used where the title has no Latin letters for a link. */
  slug: string;
  settings: Pick<EventTypeSettings, 'durations'> & Partial<EventTypeSettings>;
  /** One question, in the language of the portal. */
  asks?: 'long_text' | 'phone';
  required?: boolean;
}

const DAY = 1440;
const days = (count: number): EventTypeSettings['window'] => ({
  kind: 'rolling',
  days: count,
  unit: 'calendar_days',
});

const TEMPLATES: Readonly<Record<TemplateId, Template>> = {
  intro: {
    icon: 'phone',
    slug: 'intro-call',
    settings: { durations: [15], bufferAfter: 5, minimumNotice: 240, window: days(30) },
    asks: 'long_text',
  },
  consultation: {
    icon: 'video',
    slug: 'consultation',
    settings: { durations: [30, 60], bufferAfter: 10, minimumNotice: DAY, window: days(60) },
    asks: 'long_text',
    required: true,
  },
  deepDive: {
    icon: 'clock',
    slug: 'deep-dive',
    settings: {
      durations: [90, 60, 120],
      bufferBefore: 10,
      bufferAfter: 15,
      minimumNotice: 2 * DAY,
      requiresConfirmation: true,
      limits: { perDay: 2, perWeek: null, minutesPerDay: null },
    },
    asks: 'long_text',
    required: true,
  },
  followUp: {
    icon: 'refresh',
    slug: 'follow-up',
    settings: { durations: [30], minimumNotice: 60, hidden: true, window: days(90) },
  },
  group: {
    icon: 'users',
    slug: 'group-class',
    settings: {
      durations: [60],
      seats: 12,
      bufferBefore: 10,
      bufferAfter: 10,
      slotInterval: 60,
      window: days(30),
      limits: { perDay: 1, perWeek: null, minutesPerDay: null },
    },
  },
  invite: {
    icon: 'lock',
    slug: 'private-session',
    settings: { durations: [60], private: true, bufferAfter: 15, minimumNotice: DAY },
    asks: 'long_text',
  },
  visit: {
    icon: 'map-pin',
    slug: 'visit',
    settings: {
      durations: [45],
      location: { kind: 'in_person', value: '' },
      bufferBefore: 15,
      bufferAfter: 15,
      minimumNotice: DAY,
      window: { kind: 'rolling', days: 20, unit: 'business_days' },
    },
    asks: 'phone',
    required: true,
  },
};

export function isTemplateId(text: string | undefined): text is TemplateId {
  return (TEMPLATE_IDS as readonly (string | undefined)[]).includes(text);
}

export function templateIcon(id: TemplateId): IconName {
  return TEMPLATES[id].icon;
}

/** The settings of a template, with texts in the language of `t`; all others are the defaults. */
export function templateSettings(id: TemplateId, t: Translator<'portal-event-types'>): EventTypeSettings {
  const { slug, settings, asks, required = false } = TEMPLATES[id];
  const title = t(`template.${id}.title`);
  const label = asks === 'phone' ? t('template.ask.phone') : t('template.ask.about');
  return {
    ...EVENT_TYPE_DEFAULTS,
    ...settings,
    title,
    slug: slugOf(title) || slug,
    description: t(`template.${id}.description`),
    questions: asks ? [{ id: '', kind: asks, label, required }] : [],
  };
}

/** `wanted`, or `wanted-2` and so on when another event type has it; at most 60 characters. */
export function freeSlug(wanted: string, taken: readonly string[]): string {
  let slug = wanted;
  for (let n = 2; taken.includes(slug); n++) {
    const end = `-${n}`;
    slug = `${wanted.slice(0, 60 - end.length).replace(/-+$/, '')}${end}`;
  }
  return slug;
}
