import { photoFault } from './photo-rules';

describe('photoFault', () => {
  it('accepts pictures up to 5 MB and names the error of others', () => {
    expect(photoFault({ type: 'image/png', size: 5 * 1024 * 1024 })).toBeNull();
    expect(photoFault({ type: 'image/png', size: 5 * 1024 * 1024 + 1 })).toBe('photo.size');
    expect(photoFault({ type: 'image/svg+xml', size: 10 })).toBe('photo.kind');
    expect(photoFault({ type: '', size: 10 })).toBe('photo.kind');
  });
});
