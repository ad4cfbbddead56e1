import { GRID_MINUTES, SLUG_PATTERN } from '@expertbook/contracts';
import fc from 'fast-check';
import { english } from './english.fixture';
import { eventTypeForm, settingsOf } from './event-type-form';
import { TEMPLATE_IDS, freeSlug, isTemplateId, templateSettings } from './templates';

const SLUG = new RegExp(SLUG_PATTERN);

describe.each(TEMPLATE_IDS)('the template %s', (id) => {
  it('makes a form that is complete except for a location text', () => {
    const form = eventTypeForm(english, templateSettings(id, english));
    form.controls.location.controls.value.setValue('12 Babbage Street');
    expect(form.valid).toBe(true);
    expect(form.controls.title.value).toBe(english(`template.${id}.title`));
    expect(settingsOf(form).questions.every((question) => question.id !== '')).toBe(true);
  });

  it('is on the grid and has a link of its own, also in a language without Latin letters', () => {
    const { durations, bufferBefore, bufferAfter, minimumNotice } = templateSettings(id, english);
    for (const minutes of [...durations, bufferBefore, bufferAfter, minimumNotice]) {
      expect(minutes % GRID_MINUTES).toBe(0);
    }
    expect(templateSettings(id, () => 'استشارة').slug).toMatch(SLUG);
  });
});

describe('isTemplateId', () => {
  it('accepts the templates and nothing else', () => {
    expect(TEMPLATE_IDS.every(isTemplateId)).toBe(true);
    expect(['blank', '', 'toString', undefined].some(isTemplateId)).toBe(false);
  });
});

describe('freeSlug', () => {
  it('is an unused slug, and the wanted one where that is free', () => {
    const slugs = fc.stringMatching(/^[a-c](?:[a-c-]{0,58}[a-c])?$/).filter((slug) => SLUG.test(slug));
    fc.assert(
      fc.property(slugs, fc.integer({ min: 0, max: 12 }), (wanted, count) => {
        const taken: string[] = [];
        for (let n = 0; n <= count; n++) {
          const slug = freeSlug(wanted, taken);
          expect(taken).not.toContain(slug);
          expect(slug).toMatch(SLUG);
          taken.push(slug);
        }
        expect(taken[0]).toBe(wanted);
      }),
    );
  });
});
