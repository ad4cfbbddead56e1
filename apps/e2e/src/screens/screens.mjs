import { publicScreens } from './public-screens.mjs';
import { beginnerScreens, expertScreens, newcomerScreens } from './portal-screens.mjs';

/**
 * Every screen there is, by who sees it. Each list is gone through in order, in one page; what comes last may leave
 * something behind.
 *
 * @type {readonly { who: import('./screen.mjs').Who, screens: readonly import('./screen.mjs').Screen[] }[]}
 */
export const SCREENS = [
  { who: 'visitor', screens: publicScreens },
  { who: 'expert', screens: expertScreens },
  { who: 'beginner', screens: beginnerScreens },
  { who: 'newcomer', screens: newcomerScreens },
];
