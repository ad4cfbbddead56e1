import { LATE_ICONS } from '@expertbook/presentation/late-icons';

/** Icons, as in `icon.ts`, that only the expert's side draws; `app.ts` registers them. */
export const EXPERT_ICONS = {
  ...LATE_ICONS,
  bell: 'M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 7h-17S6 15 6 9m4 10.5a2.2 2.2 0 0 0 4 0',
  'chevron-up': 'm6 14.5 6-6 6 6',
  cloud: 'M7 18.5a4 4 0 0 1-.6-7.95 6 6 0 0 1 11.4 1.2A3.5 3.5 0 0 1 17.5 18.5z',
  copy: 'M9 9h9a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2m-3 6H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v1',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6',
  'eye-off':
    'M4 4l16 16M10 5.8A8.6 8.6 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a15 15 0 0 1-2.6 3.2M6.4 7.4A15 15 0 0 0 2.5 12S6 18.5 12 18.5a8.7 8.7 0 0 0 4-1M9.9 9.9a3 3 0 0 0 4.2 4.2',
  home: 'm4 11 8-7 8 7v8a1 1 0 0 1-1 1h-4.5v-6h-5v6H5a1 1 0 0 1-1-1z',
  inbox: 'M4 13h4.5l1.5 3h4l1.5-3H20M6.5 5h11L20 13v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-5z',
  logout: 'M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M4 12h11m-4-4 4 4-4 4',
  mail: 'M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 17V7A1.5 1.5 0 0 1 5 5.5m-1.3 1.2L12 13l8.3-6.3',
  menu: 'M4 7h16M4 12h16M4 17h16',
  minus: 'M5 12h14',
  more: 'M12 6.4a.4.4 0 1 0 0-.8.4.4 0 0 0 0 .8m0 6a.4.4 0 1 0 0-.8.4.4 0 0 0 0 .8m0 6a.4.4 0 1 0 0-.8.4.4 0 0 0 0 .8',
  settings:
    'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6m0-12v2.5M12 18.5V21M4.2 7.5l2.2 1.250M17.6 15.250l2.2 1.250M4.2 16.5l2.2-1.250M17.6 8.750l2.2-1.250',
  trash: 'M4 7h16M9.5 7V4.5h5V7M6 7l1 12.5a1 1 0 0 0 1 .9h8a1 1 0 0 0 1-.9L18 7m-8 4v5.5m4-5.5v5.5',
} as const satisfies Record<string, string>;

export type ExpertIcon = keyof typeof EXPERT_ICONS;
