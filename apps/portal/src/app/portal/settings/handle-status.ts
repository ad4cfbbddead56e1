import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import type { FormControl } from '@angular/forms';
import type { HandleStanding } from '@expertbook/contracts';
import { ExpertsApi } from '../../data/experts-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { errorText } from '../../ui/form-rules';
import { Icon } from '@expertbook/web-shared/ui/icon';
import { typedHandle } from '../handle/typed-handle';

/** Shows whether the typed handle is available. */
@Component({
  selector: 'eb-handle-standing',
  imports: [Icon],
  template: `
    <p role="status" class="mt-1 flex min-h-6 items-center text-sm font-semibold">
      @switch (shown()) {
        @case ('checking') {
          <span class="font-normal text-on-surface-variant">{{ t('handle.checking') }}</span>
        }
        @case ('free') {
          <span class="inline-flex items-center gap-1 text-primary">
            <eb-icon name="check" class="size-4" /> {{ t('handle.free') }}
          </span>
        }
        @case ('own') {
          <span class="text-on-surface-variant">{{ t('handle.own') }}</span>
        }
        @case ('taken') {
          <span class="text-error">{{ t('handle.isTaken') }}</span>
        }
        @case ('refused') {
          <span class="text-error">{{ refusal() }}</span>
        }
      }
    </p>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HandleStatusText {
  readonly control = input.required<FormControl<string>>();
  /** The current handle. */
  readonly own = input.required<string>();

  protected readonly t = translator('portal-settings');
  private readonly experts = inject(ExpertsApi);
  private readonly status = signal<HandleStanding | 'checking' | null>(null);
  private readonly changes = signal(0);

  protected readonly shown = computed(() => {
    this.changes();
    const { value, invalid, errors } = this.control();
    // The field shows why the API rejected a handle.
    if (!value || errors?.['server']) return null;
    const answer = this.status();
    return invalid || answer === 'reserved' || answer === 'malformed' ? 'refused' : answer;
  });
  /** Empty once the field itself shows an error. */
  protected readonly refusal = computed(() => {
    this.changes();
    const { invalid, touched } = this.control();
    if (invalid && touched) return this.t('handle.notAllowed');
    const reason =
      errorText(this.control()) || this.t(this.status() === 'malformed' ? 'handle.form' : 'handle.reserved');
    return this.t('handle.notAllowedWhy', { reason });
  });

  constructor() {
    effect((onCleanup) => {
      const control = this.control();
      const watched = [
        control.events.subscribe(() => this.changes.update((n) => n + 1)),
        typedHandle(control, (handle) => this.check(handle)).subscribe((answer) => this.status.set(answer)),
      ];
      onCleanup(() => watched.forEach((one) => one.unsubscribe()));
    });
  }

  private async check(handle: string): Promise<HandleStanding> {
    return handle === this.own() ? 'own' : this.experts.handleStatus(handle);
  }
}
