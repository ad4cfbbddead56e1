import { publicPageOf } from './public-page';

describe('the page of an address', () => {
  it.each([
    [[], { kind: 'home' }],
    [['ada'], { kind: 'profile', handle: 'ada' }],
    [['ada', 'intro'], { kind: 'event', handle: 'ada', slug: 'intro' }],
    [['bookings', 'u1'], { kind: 'booking', uid: 'u1' }],
    [['bookings'], { kind: 'unknown' }],
    [['Portal'], { kind: 'unknown' }],
    [['settings', 'intro'], { kind: 'unknown' }],
    [['ada', 'intro', 'more'], { kind: 'unknown' }],
  ])('%j', (segments, page) => {
    expect(publicPageOf(segments)).toEqual(page);
  });
});
