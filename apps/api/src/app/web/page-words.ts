import type { Language } from '@expertbook/contracts';

/** What a page is called before the application has started; the application says the rest. */
export interface PageWords {
  home: { title: string; description: string };
  profile: (name: string) => { title: string; description: string };
  /** Of a page about one event type without a description of its own. */
  eventType: (title: string, name: string) => string;
  notFound: string;
}

export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = {
  en: {
    home: {
      title: 'ExpertBook · Book a time that is really free',
      description: 'Live free times in your own time zone, and nobody is ever booked twice.',
    },
    profile: (name) => ({ title: `${name} · Book a time`, description: `Book a time with ${name}.` }),
    eventType: (title, name) => `Choose a time for “${title}” with ${name}, in your own time zone.`,
    notFound: 'Page not found · ExpertBook',
  },
  de: {
    home: {
      title: 'ExpertBook · Termine, die wirklich frei sind',
      description: 'Freie Zeiten live in Ihrer eigenen Zeitzone, und niemand wird doppelt gebucht.',
    },
    profile: (name) => ({
      title: `${name} · Termin buchen`,
      description: `Buchen Sie einen Termin mit ${name}.`,
    }),
    eventType: (title, name) => `Wählen Sie eine Zeit für „${title}“ mit ${name}, in Ihrer eigenen Zeitzone.`,
    notFound: 'Seite nicht gefunden · ExpertBook',
  },
  es: {
    home: {
      title: 'ExpertBook · Reserve una hora realmente libre',
      description: 'Horas libres en directo en su propia zona horaria, y nunca una doble reserva.',
    },
    profile: (name) => ({
      title: `${name} · Reservar una hora`,
      description: `Reserve una hora con ${name}.`,
    }),
    eventType: (title, name) => `Elija una hora para «${title}» con ${name}, en su propia zona horaria.`,
    notFound: 'Página no encontrada · ExpertBook',
  },
  ar: {
    home: {
      title: 'ExpertBook · احجز موعدًا متاحًا حقًا',
      description: 'أوقات متاحة مباشرةً بحسب منطقتك الزمنية، ولا حجز مزدوج أبدًا.',
    },
    profile: (name) => ({ title: `${name} · حجز موعد`, description: `احجز موعدًا مع ${name}.` }),
    eventType: (title, name) => `اختر وقتًا لـ«${title}» مع ${name} بحسب منطقتك الزمنية.`,
    notFound: 'الصفحة غير موجودة · ExpertBook',
  },
};
