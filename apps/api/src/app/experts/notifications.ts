import type { ExpertNotifications } from '@expertbook/contracts';

/** The default of experts who have not chosen. */
export const EVERY_NOTIFICATION: Readonly<ExpertNotifications> = {
  booked: true,
  cancelled: true,
  rescheduled: true,
};
