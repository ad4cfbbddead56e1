import fc from 'fast-check';
import { HANDLE_FORM, endedWith, proposedHandle } from './handle-proposal';

describe('The proposed handle', () => {
  it('is the name', () => {
    expect(proposedHandle({ name: 'Élodie O’Brien', email: 'e@example.com' })).toBe('elodie-obrien');
  });

  it.each([
    ['is not written in Latin letters', 'ليلى حداد'],
    ['is too short', 'Li'],
    ['belongs to the application', 'Admin'],
  ])('is made from the mail address where the name %s', (_why, name) => {
    expect(proposedHandle({ name, email: 'laila.haddad@example.com' })).toBe('laila-haddad');
  });

  it('is empty rather than invalid', () => {
    expect(proposedHandle({ name: 'Li', email: 'a@example.com' })).toBe('');
    expect(proposedHandle(null)).toBe('');
  });

  it('is always valid, also with another ending', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.emailAddress(), (name, email) => {
        const handle = proposedHandle({ name, email });
        if (handle === '') return;
        expect(handle).toMatch(HANDLE_FORM);
        expect(endedWith(handle, '-2')).toMatch(HANDLE_FORM);
      }),
    );
    expect(endedWith(`${'a'.repeat(37)}-bc`, '-2')).toBe(`${'a'.repeat(37)}-2`);
  });
});
