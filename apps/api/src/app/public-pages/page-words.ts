import type { Language } from '@expertbook/contracts';

/** Titles and descriptions of a page before the application starts, which has all other texts. */
export interface PageWords {
  home: { title: string; description: string };
  profile: (name: string) => { title: string; description: string };
  /** Description of an event type without one of its own. */
  eventType: (title: string, name: string) => string;
  notFound: string;
}

export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = {
  en: {
    home: {
      title: 'ExpertBook · Share your real availability',
      description: 'Free times, live and in your own time zone, with no double bookings.',
    },
    profile: (name) => ({ title: `${name} · Book a time`, description: `Book a time with ${name}.` }),
    eventType: (title, name) => `Choose a time for “${title}” with ${name}, in your own time zone.`,
    notFound: 'Page not found · ExpertBook',
  },
  de: {
    home: {
      title: 'ExpertBook · Zeigen Sie, wann Sie wirklich Zeit haben',
      description: 'Freie Zeiten, live und in Ihrer eigenen Zeitzone, ohne Doppelbuchungen.',
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
      title: 'ExpertBook · Comparta su disponibilidad real',
      description: 'Horas libres en directo y en su propia zona horaria, sin reservas dobles.',
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
      title: 'ExpertBook · شارك أوقاتك المتاحة فعلًا',
      description: 'أوقات متاحة مباشرةً بحسب منطقتك الزمنية، بلا حجز مزدوج.',
    },
    profile: (name) => ({ title: `${name} · حجز موعد`, description: `احجز موعدًا مع ${name}.` }),
    eventType: (title, name) => `اختر وقتًا لـ«${title}» مع ${name} بحسب منطقتك الزمنية.`,
    notFound: 'الصفحة غير موجودة · ExpertBook',
  },
};
