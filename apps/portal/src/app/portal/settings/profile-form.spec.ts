import { TestBed } from '@angular/core/testing';
import { provideExpertStrings } from '../../i18n/expert-string-files';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { errorText } from '../../ui/form-rules';
import { handleControl, profileChanges, profileForm } from './profile-form';

const ada = { name: 'Ada', headline: '', bio: '' };

describe('the profile form', () => {
  let t: ReturnType<typeof translator<'portal-settings'>>;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideExpertStrings()] });
    t = TestBed.runInInjectionContext(() => translator('portal-settings'));
  });

  it.each(['', 'ad', 'Ada', 'a--da', '-ada', 'a da', 'x'.repeat(41)])(
    'rejects the handle "%s" with a text',
    (handle) => {
      const control = handleControl('ada', t);
      control.setValue(handle);
      expect(errorText(control)).not.toBe('');
    },
  );

  it('rejects reserved words', () => {
    const control = handleControl('ada', t);
    control.setValue('portal');
    expect(errorText(control)).toMatch(/reserved/);
  });

  it('sends only the changes', () => {
    const form = profileForm(ada, t);
    expect(profileChanges(form, ada)).toEqual({});
    form.patchValue({ name: ' Ada ', headline: ' Engines ' });
    expect(profileChanges(form, ada)).toEqual({ headline: 'Engines' });
  });
});
