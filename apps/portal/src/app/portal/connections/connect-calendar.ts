import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  computed,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { Connection } from '@expertbook/contracts';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { CalDavForm } from './caldav-form';
import type { CalendarSource } from './calendar-sources';
import { CALENDAR_SOURCES, SOURCE_NAMES, SOURCE_WAYS } from './calendar-sources';
import { IcsForm } from './ics-form';

/** Asks where a calendar is and for what it takes to read it. */
@Component({
  selector: 'eb-connect-calendar',
  imports: [CalDavForm, IcsForm],
  template: `
    <section class="rounded-2xl border border-outline-variant p-4 sm:p-5" aria-labelledby="connect-title">
      <h3 #heading id="connect-title" tabindex="-1" class="font-semibold outline-none">
        {{ t('connect.title') }}
      </h3>
      <fieldset class="mt-3">
        <legend class="sr-only">{{ t('connect.title') }}</legend>
        <div class="grid grid-cols-2 gap-2 sm:grid-cols-4 large-text:grid-cols-1">
          @for (one of sources(); track one.source) {
            <label
              class="flex min-h-11 cursor-pointer items-center justify-center rounded-xl border border-outline-variant px-2 py-2 text-center text-sm font-medium transition-colors wrap-anywhere hover:border-outline has-checked:border-primary has-checked:bg-primary-container has-checked:text-on-primary-container has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary"
            >
              <input
                type="radio"
                name="calendar-source"
                class="sr-only"
                [value]="one.source"
                [checked]="one.source === source()"
                (change)="source.set(one.source)"
              />
              {{ one.name }}
            </label>
          }
        </div>
      </fieldset>
      @switch (way()?.kind) {
        @case ('ics') {
          <eb-ics-form
            class="eb-enter mt-5 block"
            [source]="source()!"
            (connected)="connected.emit($event)"
            (cancelled)="closed.emit()"
          />
        }
        @case ('caldav') {
          <eb-caldav-form
            class="eb-enter mt-5 block"
            [source]="source()!"
            (connected)="connected.emit($event)"
            (cancelled)="closed.emit()"
          />
        }
        @default {
          <button type="button" class="eb-button eb-button-outline mt-4" (click)="closed.emit()">
            {{ t('cancel') }}
          </button>
        }
      }
    </section>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConnectCalendar {
  readonly connected = output<Connection>();
  readonly closed = output<void>();

  protected readonly t = translator('portal-connections');
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly source = signal<CalendarSource | null>(null);
  protected readonly way = computed(() => {
    const source = this.source();
    return source && SOURCE_WAYS[source];
  });
  protected readonly sources = computed(() =>
    CALENDAR_SOURCES.map((source) => ({
      source,
      name: SOURCE_NAMES[source] ?? (source === 'ics' ? this.t('source.ics') : this.t('source.caldav')),
    })),
  );

  constructor() {
    afterNextRender(() => this.heading().nativeElement.focus());
  }
}
