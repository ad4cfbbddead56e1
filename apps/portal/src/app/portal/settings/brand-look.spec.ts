import fc from 'fast-check';
import { OWN_COLOR, PRESETS, brandLooks } from './brand-look';

describe('brandLooks', () => {
  it('keeps text readable in every colour (WCAG 2.2, 1.4.3)', () => {
    const color = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(color, (one) => {
        for (const look of brandLooks(one) ?? []) expect(look.contrast).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('marks an adjusted colour', () => {
    expect(brandLooks('#ffee88')?.map((look) => look.moved)).toEqual([true, false]);
    expect(brandLooks(OWN_COLOR)?.[0].moved).toBe(false);
  });

  it('offers presets that need no adjustment on light pages', () => {
    expect(PRESETS.filter((preset) => brandLooks(preset)?.[0].moved)).toEqual([]);
  });

  it('is null for a value that is no colour', () => {
    expect(brandLooks('#12')).toBeNull();
  });
});
