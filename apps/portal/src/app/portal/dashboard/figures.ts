import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { BusiestMap } from './busiest-map';
import { FiguresStore } from './figures-store';

interface Figure {
  value: string;
  label: TextKey<'portal-dashboard'>;
}

/** Statistics of past bookings, and the busiest times. */
@Component({
  selector: 'eb-figures',
  imports: [BusiestMap],
  template: `
    <section class="mt-10" aria-labelledby="figures">
      <h2 id="figures" class="mb-3 text-lg font-semibold">{{ t('figures') }}</h2>
      @switch (state()) {
        @case ('failed') {
          <p
            class="flex flex-wrap items-center gap-3 rounded-2xl border border-dashed border-outline-variant px-5 py-4 text-on-surface-variant"
          >
            <span class="flex-1">{{ t('figures.failed') }} {{ store.problem()?.detail }}</span>
            <button type="button" class="eb-button eb-button-outline" (click)="store.load()">
              {{ t('figures.retry') }}
            </button>
          </p>
        }
        @case ('loading') {
          <div class="grid gap-4 lg:grid-cols-2" aria-hidden="true">
            <div class="eb-skeleton h-56 rounded-2xl"></div>
            <div class="eb-skeleton h-56 rounded-2xl"></div>
          </div>
        }
        @case ('none') {
          <p
            class="rounded-2xl border border-dashed border-outline-variant px-5 py-6 text-pretty text-on-surface-variant"
          >
            {{ t('figures.none') }}
          </p>
        }
        @default {
          <div class="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
            <div class="eb-card divide-y divide-outline-variant">
              @for (group of groups(); track group.title) {
                <div class="p-5">
                  <h3 class="mb-3 text-sm font-semibold text-on-surface-variant">{{ t(group.title) }}</h3>
                  <dl class="grid grid-cols-2 gap-x-4 gap-y-3">
                    @for (figure of group.figures; track figure.label) {
                      <div class="flex flex-col-reverse">
                        <dt class="text-sm text-on-surface-variant">{{ t(figure.label) }}</dt>
                        <dd class="text-2xl font-semibold tabular-nums">{{ figure.value }}</dd>
                      </div>
                    }
                  </dl>
                </div>
              }
            </div>
            <div class="eb-card min-w-0 p-5">
              <h3 class="mb-1 text-sm font-semibold text-on-surface-variant">{{ t('busiest') }}</h3>
              <eb-busiest-map [busiest]="store.past()?.busiest ?? []" />
            </div>
          </div>
        }
      }
    </section>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Figures {
  protected readonly t = translator('portal-dashboard');
  protected readonly store = inject(FiguresStore);
  /** `none` where all statistics would be zero. */
  protected readonly state = computed(() =>
    this.store.status() === 'ready' && this.store.isEmpty() ? 'none' : this.store.status(),
  );
  protected readonly groups = computed<{ title: TextKey<'portal-dashboard'>; figures: Figure[] }[]>(() => {
    const number = new Intl.NumberFormat(dateLocale(), { maximumFractionDigits: 1 });
    const past = this.store.past();
    return [
      {
        title: 'figures.past',
        figures: [
          { value: number.format(past?.booked ?? 0), label: 'figure.booked' },
          { value: number.format((past?.bookedMinutes ?? 0) / 60), label: 'figure.hours' },
          { value: number.format(past?.cancelled ?? 0), label: 'figure.cancelled' },
          { value: number.format(past?.noShows ?? 0), label: 'figure.noShows' },
        ],
      },
    ];
  });
}
