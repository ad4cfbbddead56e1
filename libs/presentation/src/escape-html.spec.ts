import fc from 'fast-check';
import { escapeHtml } from './escape-html';

describe('escaping text for HTML', () => {
  it('leaves nothing in a text that HTML would read as markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text).replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[&<>"']/);
      }),
    );
  });
});
