import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { SETTINGS_PAGES } from './settings-pages';

/** One section of the settings, with an address of its own (`#password`). */
@Component({
  selector: 'eb-settings-card',
  template: `
    <section
      class="eb-card scroll-mt-32 p-5 sm:p-6 md:scroll-mt-20 lg:scroll-mt-6"
      [id]="name()"
      [attr.aria-labelledby]="name() + '-title'"
    >
      <h2
        tabindex="-1"
        class="text-lg font-semibold outline-none"
        [class.max-lg:sr-only]="isPage()"
        [id]="name() + '-title'"
      >
        {{ title() }}
      </h2>
      @if (text()) {
        <p class="mt-1 text-sm text-pretty text-on-surface-variant">{{ text() }}</p>
      }
      <div class="mt-5"><ng-content /></div>
    </section>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SettingsCard {
  readonly name = input.required<string>();
  readonly title = input.required<string>();
  readonly text = input('');
  /** The only section of its page: where each page is shown alone, its title would be a duplicate. */
  protected readonly isPage = computed(() => SETTINGS_PAGES.some((place) => place.name === this.name()));
}
