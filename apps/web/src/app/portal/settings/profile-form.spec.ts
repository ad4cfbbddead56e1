import type { ExpertProfile } from '@expertbook/contracts';
import { errorText } from '../../ui/form-rules';
import { profileChanges, profileForm } from './profile-form';

const ada: ExpertProfile = {
  id: '1',
  handle: 'ada',
  name: 'Ada',
  headline: '',
  bio: '',
  timeZone: 'Europe/London',
  photoUrl: null,
  brandColor: null,
  language: 'en',
  allowedSites: [],
  notifications: { booked: true, cancelled: true, rescheduled: true },
  previousHandles: [],
};

describe('profileForm', () => {
  it.each(['ad', 'Ada', 'a--da', '-ada', 'a da', 'x'.repeat(41)])(
    'refuses the handle "%s" in words',
    (handle) => {
      const form = profileForm(ada);
      form.controls.handle.setValue(handle);
      expect(errorText(form.controls.handle)).not.toBe('');
    },
  );

  it('refuses reserved words', () => {
    const form = profileForm(ada);
    form.controls.handle.setValue('portal');
    expect(errorText(form.controls.handle)).toMatch(/reserved/);
  });

  it('sends only what has changed', () => {
    const form = profileForm(ada);
    expect(profileChanges(form, ada)).toEqual({});
    form.patchValue({ name: ' Ada ', headline: ' Engines ' });
    expect(profileChanges(form, ada)).toEqual({ headline: 'Engines' });
  });
});
