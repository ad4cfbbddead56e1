import { FormControl, FormGroup } from '@angular/forms';
import type { ExpertProfile, UpdateExpertRequest } from '@expertbook/contracts';
import {
  HANDLE_PATTERN,
  MAX_BIO_LENGTH,
  MAX_HEADLINE_LENGTH,
  MAX_NAME_LENGTH,
  RESERVED_HANDLES,
} from '@expertbook/contracts';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import type { Message } from '../../ui/form-rules';
import { maxLengthRule, patternRule, rule, requiredRule } from '../../ui/form-rules';

type Words = Translator<'portal-settings'>;

export type ProfileForm = ReturnType<typeof profileForm>;

export function profileForm(profile: Pick<ExpertProfile, 'name' | 'headline' | 'bio'>, t: Words) {
  const long =
    (count: number): Message =>
    () =>
      t('tooLong', { count });
  const text = (value: string, ...validators: ReturnType<typeof requiredRule>[]) =>
    new FormControl(value, { nonNullable: true, validators });
  return new FormGroup({
    name: text(
      profile.name,
      requiredRule(() => t('name.needed')),
      maxLengthRule(MAX_NAME_LENGTH, long(MAX_NAME_LENGTH)),
    ),
    headline: text(profile.headline, maxLengthRule(MAX_HEADLINE_LENGTH, long(MAX_HEADLINE_LENGTH))),
    bio: text(profile.bio, maxLengthRule(MAX_BIO_LENGTH, long(MAX_BIO_LENGTH))),
  });
}

/** Changes against the saved profile; empty without any. */
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
      requiredRule(() => t('handle.needed')),
      patternRule(new RegExp(HANDLE_PATTERN), () => t('handle.form')),
      rule<string>(
        (value) => !RESERVED_HANDLES.includes(value),
        () => t('handle.reserved'),
      ),
    ],
  });
}
