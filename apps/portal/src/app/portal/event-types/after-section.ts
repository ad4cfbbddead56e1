import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Field, FieldControl } from '../../ui/field';
import type { EventTypeForm } from './event-type-form';

/** Page that clients see after booking. */
@Component({
  selector: 'eb-after-section',
  imports: [Field, FieldControl, ReactiveFormsModule],
  template: `
    <eb-field
      optional
      [label]="t('redirect')"
      [hint]="t('redirect.hint')"
      [control]="form().controls.redirectUrl"
    >
      <input
        ebControl
        class="eb-input"
        type="url"
        dir="ltr"
        placeholder="https://"
        autocapitalize="none"
        spellcheck="false"
        [formControl]="form().controls.redirectUrl"
      />
    </eb-field>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AfterSection {
  readonly form = input.required<EventTypeForm>();

  protected readonly t = translator('portal-event-types');
}
