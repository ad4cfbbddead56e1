import { ChangeDetectionStrategy, Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { durationsText } from '@expertbook/web-shared/ui/durations-text';
import { TEMPLATE_IDS, templateIcon, templateSettings } from './templates';

/** Templates for a new event type. */
@Component({
  selector: 'eb-template-gallery',
  imports: [Icon, RouterLink],
  template: `
    <ul class="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      @for (template of templates(); track template.id) {
        <li>
          <a
            class="flex h-full items-start gap-4 rounded-2xl border border-outline-variant bg-card p-4 transition-colors hover:border-primary hover:bg-surface-low"
            routerLink="/portal/event-types/new"
            [queryParams]="{ template: template.id }"
          >
            <span
              class="grid size-11 shrink-0 place-items-center rounded-xl bg-primary-container text-on-primary-container"
            >
              <eb-icon [name]="template.icon" />
            </span>
            <span class="min-w-0">
              <span class="block leading-tight font-semibold">{{ template.title }}</span>
              <span class="block text-sm text-on-surface-variant">{{ template.length }}</span>
              <span class="mt-1.5 block text-sm text-pretty text-on-surface-variant">{{
                template.about
              }}</span>
            </span>
          </a>
        </li>
      }
      <li>
        <a
          class="flex h-full items-start gap-4 rounded-2xl border border-dashed border-outline p-4 transition-colors hover:border-primary hover:bg-surface-low"
          routerLink="/portal/event-types/new"
          [queryParams]="{ template: 'blank' }"
        >
          <span class="grid size-11 shrink-0 place-items-center rounded-xl bg-surface-container">
            <eb-icon name="plus" />
          </span>
          <span class="min-w-0">
            <span class="block leading-tight font-semibold">{{ t('blank') }}</span>
            <span class="mt-1.5 block text-sm text-pretty text-on-surface-variant">{{ t('blankText') }}</span>
          </span>
        </a>
      </li>
    </ul>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TemplateGallery {
  protected readonly t = translator('portal-event-types');
  protected readonly templates = computed(() =>
    TEMPLATE_IDS.map((id) => ({
      id,
      icon: templateIcon(id),
      title: this.t(`template.${id}.title`),
      about: this.t(`template.${id}.about`),
      length: durationsText(templateSettings(id, this.t).durations),
    })),
  );
}
