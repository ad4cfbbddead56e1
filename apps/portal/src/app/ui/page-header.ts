import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '@expertbook/web-shared/ui/icon';

/** The page's main heading, a line of description, and the actions projected beside it. */
@Component({
  selector: 'eb-page-header',
  imports: [Icon, RouterLink],
  template: `
    @if (back(); as back) {
      <a class="eb-back mb-2" [routerLink]="back.path"
        ><eb-icon name="chevron-left" class="size-4 rtl:-scale-x-100" /> {{ back.label }}</a
      >
    }
    <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div class="min-w-0 flex-1 basis-64">
        <h1 class="text-2xl font-semibold tracking-tight text-balance wrap-anywhere sm:text-[1.75rem]">
          {{ title() }}
        </h1>
        @if (text()) {
          <p class="mt-1 text-pretty text-on-surface-variant">{{ text() }}</p>
        }
      </div>
      <div class="flex flex-wrap items-center gap-2 empty:hidden"><ng-content /></div>
    </div>
  `,
  host: { class: 'mb-6 block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PageHeader {
  readonly title = input.required<string>();
  readonly text = input('');
  readonly back = input<{ path: string; label: string } | null>(null);
}
