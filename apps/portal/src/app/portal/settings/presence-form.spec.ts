import {
  NO_PRESENCE,
  addressOf,
  linkForm,
  presenceChanges,
  presenceForm,
  resetPresence,
} from './presence-form';

const t = ((key: string) => key) as unknown as Parameters<typeof presenceForm>[1];
const saved = { ...NO_PRESENCE, place: 'London', links: [{ url: 'https://a.example', label: 'A' }] };

describe("form of the public profile's details", () => {
  it('has changes where it differs from the saved state, ignoring spaces', () => {
    const form = presenceForm(saved, t);
    expect(presenceChanges(form, saved)).toEqual({});
    form.controls.place.setValue(' London ');
    expect(presenceChanges(form, saved)).toEqual({});
    form.controls.place.setValue('Paris');
    form.controls.links.push(linkForm(t, { url: 'b.example/me', label: ' ' }));
    form.controls.noteUntil.setValue('2027-01-06');
    expect(presenceChanges(form, saved)).toEqual({
      place: 'Paris',
      links: [...saved.links, { url: 'https://b.example/me', label: '' }],
      noteUntil: '2027-01-06',
    });
    resetPresence(form, saved, t);
    expect(presenceChanges(form, saved)).toEqual({});
    expect(form.dirty).toBe(false);
  });

  it('accepts addresses with and without a scheme, and only https', () => {
    const valid = (url: string) => linkForm(t, { url, label: '' }).valid;
    expect(['example.com', 'https://example.com/a?b#c', 'www.example.com'].every(valid)).toBe(true);
    expect(['', 'http://a.example', 'javascript:alert(1)', 'mailto:a@b.example', 'a b'].some(valid)).toBe(
      false,
    );
    expect(addressOf(' example.com ')).toBe('https://example.com');
  });
});
