import { FormArray, FormControl, FormGroup } from '@angular/forms';
import type { OwnProfile, ProfileLink, SpokenLanguage, UpdateProfileRequest } from '@expertbook/contracts';
import {
  MAX_LINK_LABEL_LENGTH,
  MAX_LINK_LENGTH,
  MAX_NOTE_LENGTH,
  MAX_PLACE_LENGTH,
} from '@expertbook/contracts';
import { isHttpsLink } from '@expertbook/presentation/rich-text';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { maxLengthRule, rule, requiredRule } from '../../ui/form-rules';

type Words = Translator<'portal-settings'>;
type Saved = Omit<OwnProfile, 'coverUrl'>;

export const NO_PRESENCE: Saved = {
  place: '',
  spokenLanguages: [],
  links: [],
  note: '',
  noteUntil: null,
};

export type PresenceForm = ReturnType<typeof presenceForm>;

/** Completes `example.com/me` to an address. */
export function addressOf(text: string): string {
  const trimmed = text.trim();
  return trimmed && !/^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? `https://${trimmed}` : trimmed;
}

export function linkForm(t: Words, { url, label }: ProfileLink = { url: '', label: '' }) {
  return new FormGroup({
    url: new FormControl(url, {
      nonNullable: true,
      validators: [
        requiredRule(() => t('links.needed')),
        rule<string>(
          (text) => text.trim() === '' || isHttpsLink(addressOf(text)),
          () => t('links.form'),
        ),
        maxLengthRule(MAX_LINK_LENGTH, () => t('tooLong', { count: MAX_LINK_LENGTH })),
      ],
    }),
    label: new FormControl(label, {
      nonNullable: true,
      validators: maxLengthRule(MAX_LINK_LABEL_LENGTH, () => t('tooLong', { count: MAX_LINK_LABEL_LENGTH })),
    }),
  });
}

export function presenceForm(saved: Saved, t: Words) {
  const text = (value: string, most: number) =>
    new FormControl(value, {
      nonNullable: true,
      validators: maxLengthRule(most, () => t('tooLong', { count: most })),
    });
  return new FormGroup({
    place: text(saved.place, MAX_PLACE_LENGTH),
    spokenLanguages: new FormControl<SpokenLanguage[]>(saved.spokenLanguages, { nonNullable: true }),
    links: new FormArray(saved.links.map((link) => linkForm(t, link))),
    note: text(saved.note, MAX_NOTE_LENGTH),
    noteUntil: new FormControl(saved.noteUntil ?? '', { nonNullable: true }),
  });
}

/** Resets the form to the saved values. */
export function resetPresence(form: PresenceForm, saved: Saved, t: Words): void {
  const { links } = form.controls;
  links.clear({ emitEvent: false });
  for (const link of saved.links) links.push(linkForm(t, link), { emitEvent: false });
  form.reset({ ...saved, noteUntil: saved.noteUntil ?? '' });
}

/** Changes against the saved profile; empty without any. */
export function presenceChanges(form: PresenceForm, saved: Saved): UpdateProfileRequest {
  const { place, spokenLanguages, links, note, noteUntil } = form.getRawValue();
  const now: Saved = {
    place: place.trim(),
    spokenLanguages,
    links: links.map(({ url, label }) => ({ url: addressOf(url), label: label.trim() })),
    note: note.trim(),
    noteUntil: noteUntil || null,
  };
  return Object.fromEntries(
    Object.entries(now).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(saved[field as keyof Saved]),
    ),
  );
}
