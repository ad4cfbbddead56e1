import type { ExpertNotifications } from '@expertbook/contracts';

/** What an expert gets who has chosen nothing. */
export const EVERY_NOTIFICATION: Readonly<ExpertNotifications> = {
  booked: true,
  cancelled: true,
  rescheduled: true,
};
