export * from './accounts';
export * from './bookings';
export * from './event-types';
export * from './problem';
export * from './realtime';
export * from './schedules';
export * from './slots';
export * from './time';
