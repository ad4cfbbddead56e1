import { publicScreens } from './public-screens.mjs';
import { beginnerScreens, expertScreens, newcomerScreens } from './portal-screens.mjs';

/**
 * Every screen, by user. Each list is visited in order, in one page; the last screens may change data.
 *
 * @type {readonly { who: import('./screen.mjs').Who, screens: readonly import('./screen.mjs').Screen[] }[]}
 */
export const SCREENS = [
  { who: 'visitor', screens: publicScreens },
  { who: 'expert', screens: expertScreens },
  { who: 'beginner', screens: beginnerScreens },
  { who: 'newcomer', screens: newcomerScreens },
];
