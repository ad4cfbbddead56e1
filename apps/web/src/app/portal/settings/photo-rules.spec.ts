import { photoFault } from './photo-rules';

describe('photoFault', () => {
  it('takes pictures up to 5 MB and says what is wrong with others', () => {
    expect(photoFault({ type: 'image/png', size: 5 * 1024 * 1024 })).toBeNull();
    expect(photoFault({ type: 'image/png', size: 5 * 1024 * 1024 + 1 })).toBe('photo.size');
    expect(photoFault({ type: 'image/svg+xml', size: 10 })).toBe('photo.kind');
    expect(photoFault({ type: '', size: 10 })).toBe('photo.kind');
  });
});
