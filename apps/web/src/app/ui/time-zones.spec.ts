import { searchZones, zoneChoice } from './time-zones';

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Argentina/Buenos_Aires',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'UTC',
].map(zoneChoice);
const found = (text: string) => searchZones(text, zones).map((zone) => zone.name);

describe('searchZones', () => {
  it('finds cities with spaces, in any case, with and without accents', () => {
    expect(found('new yo')).toEqual(['America/New_York']);
    expect(found('SÃO')).toEqual(['America/Sao_Paulo']);
    expect(found('new_york')).toEqual(['America/New_York']);
  });

  it('finds regions and offsets', () => {
    expect(found('america')).toHaveLength(3);
    expect(found('+5:30')).toEqual(['Asia/Kolkata']);
  });

  it('shows everything for nothing and nothing for nonsense', () => {
    expect(found('')).toHaveLength(zones.length);
    expect(found('atlantis')).toEqual([]);
  });
});
