import * as fc from 'fast-check';
import { readDrafts, saveDrafts } from './onboarding-drafts';

const drafts = fc.record(
  {
    page: fc.record({ handle: fc.string(), timeZone: fc.string() }),
    hours: fc.record({
      days: fc.array(fc.integer({ min: 0, max: 6 })),
      range: fc.record({ start: fc.string(), end: fc.string() }),
    }),
    event: fc.record({ title: fc.string(), duration: fc.integer() }),
  },
  { requiredKeys: [] },
);

describe('input of the onboarding', () => {
  beforeEach(() => sessionStorage.clear());

  it('is restored unchanged, and only for the same user', () => {
    fc.assert(
      fc.property(drafts, (typed) => {
        saveDrafts('ada', typed);
        expect(JSON.stringify(readDrafts('ada'))).toBe(JSON.stringify(typed));
        expect(readDrafts('bob')).toEqual({});
      }),
    );
  });

  it('is omitted where it is invalid', () => {
    fc.assert(
      fc.property(fc.json(), (kept) => {
        sessionStorage.setItem('eb.onboarding.ada', kept);
        expect(() => readDrafts('ada')).not.toThrow();
      }),
    );
    sessionStorage.setItem('eb.onboarding.ada', '{"page":{"handle":3},"hours":{"days":[9]},"event":null}');
    expect(readDrafts('ada')).toEqual({});
  });
});
