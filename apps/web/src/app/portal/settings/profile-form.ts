import { FormControl, FormGroup } from '@angular/forms';
import type { ExpertProfile, UpdateExpertRequest } from '@expertbook/contracts';
import {
  HANDLE_PATTERN,
  MAX_BIO_LENGTH,
  MAX_HEADLINE_LENGTH,
  MAX_NAME_LENGTH,
  RESERVED_HANDLES,
} from '@expertbook/contracts';
import type { Translator } from '../../i18n/translator';
import type { Sentence } from '../../ui/form-rules';
import { atMost, matching, must, needed } from '../../ui/form-rules';

type Words = Translator<'portal-settings'>;

export type ProfileForm = ReturnType<typeof profileForm>;

export function profileForm(profile: Pick<ExpertProfile, 'name' | 'headline' | 'bio'>, t: Words) {
  const long =
    (count: number): Sentence =>
    () =>
      t('tooLong', { count });
  const text = (value: string, ...validators: ReturnType<typeof needed>[]) =>
    new FormControl(value, { nonNullable: true, validators });
  return new FormGroup({
    name: text(
      profile.name,
      needed(() => t('name.needed')),
      atMost(MAX_NAME_LENGTH, long(MAX_NAME_LENGTH)),
    ),
    headline: text(profile.headline, atMost(MAX_HEADLINE_LENGTH, long(MAX_HEADLINE_LENGTH))),
    bio: text(profile.bio, atMost(MAX_BIO_LENGTH, long(MAX_BIO_LENGTH))),
  });
}

/** What has changed against the saved profile; empty when nothing has. */
export function profileChanges(
  form: ProfileForm,
  saved: Pick<ExpertProfile, 'name' | 'headline' | 'bio'>,
): UpdateExpertRequest {
  const { name, headline, bio } = form.getRawValue();
  const trimmed = { name: name.trim(), headline: headline.trim(), bio: bio.trim() };
  return Object.fromEntries(
    Object.entries(trimmed).filter(([field, now]) => saved[field as keyof typeof trimmed] !== now),
  );
}

export function handleControl(handle: string, t: Words): FormControl<string> {
  return new FormControl(handle, {
    nonNullable: true,
    validators: [
      needed(() => t('handle.needed')),
      matching(new RegExp(HANDLE_PATTERN), () => t('handle.form')),
      must<string>(
        (value) => !RESERVED_HANDLES.includes(value),
        () => t('handle.reserved'),
      ),
    ],
  });
}
