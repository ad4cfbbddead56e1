import { cityOf } from './wall-clock';

describe('cityOf', () => {
  it.each([
    ['Europe/Berlin', 'Berlin'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
    ['America/Sao_Paulo', 'São Paulo'],
    ['Europe/Busingen', 'Büsingen'],
    ['Asia/Calcutta', 'Kolkata'],
  ])('returns for %s the current spelling of the city: %s', (zone, city) => {
    expect(cityOf(zone)).toBe(city);
  });
});
