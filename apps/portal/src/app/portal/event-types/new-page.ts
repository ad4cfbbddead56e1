import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { translator } from '@expertbook/web-shared/i18n/translator';
import type { MayHaveChanges } from '../../ui/leave-guard';
import { PageHeader } from '../../ui/page-header';
import { EventTypePage } from './event-type-page';
import { TemplateGallery } from './template-gallery';

/** `/portal/event-types/new`: first a choice of templates, then, with `?template=` or `?from=`, the form. */
@Component({
  selector: 'eb-new-event-type-page',
  imports: [EventTypePage, PageHeader, TemplateGallery],
  template: `
    @if (template() || from()) {
      <eb-event-type-page [template]="template()" [from]="from()" />
    } @else {
      <eb-page-header [title]="t('new')" [text]="t('newText')" [back]="back()" />
      <eb-template-gallery />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewEventTypePage implements MayHaveChanges {
  /** From the query. */
  readonly template = input<string>();
  readonly from = input<string>();

  protected readonly t = translator('portal-event-types');
  protected readonly back = computed(() => ({ path: '/portal/event-types', label: this.t('title') }));
  private readonly form = viewChild(EventTypePage);

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.t('new')} · ExpertBook`));
  }

  hasChanges(): boolean {
    return this.form()?.hasChanges() ?? false;
  }
}
