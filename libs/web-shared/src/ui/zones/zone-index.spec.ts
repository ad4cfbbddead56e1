import { ZoneIndex } from './zone-index';
import places from './zone-places.json';

const now = new Date('2027-01-04T12:00:00Z');
// Zone names of Chromium, which still has some old ones.
const names = [
  ...Intl.supportedValuesOf('timeZone'),
  'Asia/Calcutta',
  'Asia/Saigon',
  'Europe/Kiev',
  'Asia/Katmandu',
];
const index = new ZoneIndex(places, 'en', names, now);
const first = (text: string) => index.search(text)[0]?.name;

describe('ZoneIndex', () => {
  it.each([
    ['Kolkata', 'Asia/Kolkata'],
    ['calcutta', 'Asia/Kolkata'],
    ['Mumbai', 'Asia/Kolkata'],
    ['Bombay', 'Asia/Kolkata'],
    ['Kyiv', 'Europe/Kyiv'],
    ['Kiev', 'Europe/Kyiv'],
    ['Kathmandu', 'Asia/Kathmandu'],
    ['Ho Chi Minh', 'Asia/Ho_Chi_Minh'],
    ['Saigon', 'Asia/Ho_Chi_Minh'],
    ['Hanoi', 'Asia/Ho_Chi_Minh'],
    ['Beijing', 'Asia/Shanghai'],
    ['Seattle', 'America/Los_Angeles'],
    ['San Francisco', 'America/Los_Angeles'],
    ['munchen', 'Europe/Berlin'],
    ['Zürich', 'Europe/Zurich'],
    ['Washington', 'America/New_York'],
    ['st louis', 'America/Chicago'],
    ['Germany', 'Europe/Berlin'],
    ['India', 'Asia/Kolkata'],
    ['United States', 'America/New_York'],
    ['UK', 'Europe/London'],
    ['PST', 'America/Los_Angeles'],
    ['est', 'America/New_York'],
    ['Eastern', 'America/New_York'],
    ['pacific time', 'America/Los_Angeles'],
    ['CET', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['new_york', 'America/New_York'],
    ['Europe/Berlin', 'Europe/Berlin'],
  ])('finds %s as %s', (text, zone) => expect(first(text)).toBe(zone));

  it('finds every zone of a country, sorted by population', () => {
    expect(index.search('australia').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Australia/Sydney', 'Australia/Perth', 'Australia/Adelaide']),
    );
    expect(first('australia')).toBe('Australia/Sydney');
  });

  it('finds every meaning of an abbreviation', () => {
    expect(index.search('IST').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin']),
    );
  });

  it('finds countries in the language of the page, and in English', () => {
    const german = new ZoneIndex(places, 'de', names, now);
    expect(german.search('Deutschland')[0]).toMatchObject({ name: 'Europe/Berlin', place: 'Deutschland' });
    expect(german.search('Germany')[0]?.name).toBe('Europe/Berlin');
    const arabic = new ZoneIndex(places, 'ar', names, now);
    expect(arabic.search('مصر')[0]?.name).toBe('Africa/Cairo');
    expect(arabic.search('القاهرة')[0]?.name).toBe('Africa/Cairo');
  });

  it('finds offsets, also of half hours', () => {
    expect(index.search('+5:30').map(({ name }) => name)).toContain('Asia/Kolkata');
    expect(index.search('gmt+1').every(({ offset }) => offset === 60)).toBe(true);
    expect(index.search('UTC-05').map(({ name }) => name)).toContain('America/New_York');
  });

  it('shows the city that was searched for, and its zone', () => {
    expect(index.search('Seattle')[0]).toEqual({
      name: 'America/Los_Angeles',
      city: 'Seattle',
      place: 'United States · Los Angeles',
      offset: -480,
    });
    expect(index.search('Berlin')[0]).toMatchObject({ city: 'Berlin', place: 'Germany' });
  });

  it('lists each zone once, by its current name', () => {
    const all = index.all.map(({ name }) => name);
    expect(new Set(all).size).toBe(all.length);
    expect(all).not.toContain('Asia/Calcutta');
    expect(index.choice('Europe/Kiev')).toMatchObject({ name: 'Europe/Kyiv', city: 'Kyiv' });
    expect(index.choice('Asia/Saigon').city).toBe('Ho Chi Minh City');
  });

  it("begins with the user's zones, those of the same countries and common ones", () => {
    const likely = index.byLikelihood(['Asia/Calcutta', 'America/Denver']).map(({ name }) => name);
    expect(likely.slice(0, 3)).toEqual(['Asia/Kolkata', 'America/Denver', 'America/New_York']);
    expect(likely.indexOf('America/Chicago')).toBeLessThan(likely.indexOf('Europe/London'));
    expect(likely.indexOf('Europe/London')).toBeLessThan(likely.indexOf('Africa/Abidjan'));
    expect(likely).toHaveLength(index.all.length);
  });

  it('finds zones by their own names while the places are not loaded', () => {
    const bare = new ZoneIndex([], 'en', names, now);
    expect(bare.search('berl')[0]).toMatchObject({ name: 'Europe/Berlin', city: 'Berlin', place: 'Europe' });
  });

  it('finds nothing for a text without a meaning', () => {
    expect(index.search('atlantis')).toEqual([]);
  });
});
