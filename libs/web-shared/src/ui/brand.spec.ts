import { showBrand } from './brand';

describe('an expert’s colour', () => {
  it('goes again', () => {
    const { style } = document.documentElement;
    showBrand('#3366cc', 'calm');
    expect(document.documentElement.dataset['look']).toBe('calm');
    expect(style.getPropertyValue('--mat-sys-primary')).toMatch(/^light-dark\(#/);
    showBrand(null, 'classic');
    expect(document.documentElement.dataset['look']).toBeUndefined();
    expect(style.getPropertyValue('--mat-sys-primary')).toBe('');
  });
});
