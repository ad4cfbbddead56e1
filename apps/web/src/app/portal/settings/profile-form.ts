import { FormControl, FormGroup } from '@angular/forms';
import type { ExpertProfile, UpdateExpertRequest } from '@expertbook/contracts';
import { HANDLE_PATTERN, RESERVED_HANDLES } from '@expertbook/contracts';
import { atMost, matching, must, needed } from '../../ui/form-rules';

export type ProfileForm = ReturnType<typeof profileForm>;

export const handleRules = [
  needed('Choose the address of your page.'),
  matching(
    new RegExp(HANDLE_PATTERN),
    'Use 3 to 40 lower-case letters, digits and single hyphens, no hyphen at either end.',
  ),
  must<string>(
    (value) => !RESERVED_HANDLES.includes(value),
    'This word is reserved. Please choose another one.',
  ),
];

export function profileForm(profile: ExpertProfile) {
  const text = (value: string, ...validators: ReturnType<typeof needed>[]) =>
    new FormControl(value, { nonNullable: true, validators });
  return new FormGroup({
    name: text(profile.name, needed('Enter your name.'), atMost(100)),
    headline: text(profile.headline, atMost(160)),
    bio: text(profile.bio, atMost(4_000)),
    handle: text(profile.handle, ...handleRules),
    timeZone: text(profile.timeZone),
  });
}

/** What has changed against the saved profile; empty when nothing has. */
export function profileChanges(form: ProfileForm, saved: ExpertProfile): UpdateExpertRequest {
  const value = form.getRawValue();
  const trimmed = {
    ...value,
    name: value.name.trim(),
    headline: value.headline.trim(),
    bio: value.bio.trim(),
  };
  return Object.fromEntries(
    Object.entries(trimmed).filter(([field, now]) => saved[field as keyof typeof trimmed] !== now),
  );
}
