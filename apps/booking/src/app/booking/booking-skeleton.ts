import { ChangeDetectionStrategy, Component } from '@angular/core';

/**
 * Skeleton of the booking page while its first data loads; with the page's dimensions, so that the layout does not
 * shift.
 */
@Component({
  selector: 'eb-booking-skeleton',
  template: `
    <div class="mx-auto w-full max-w-6xl sm:px-6 sm:py-8" aria-hidden="true">
      <div
        class="eb-card grid max-sm:!rounded-none max-sm:!border-0 max-sm:!bg-transparent max-sm:[box-shadow:none]! lg:grid-cols-[19.5rem_minmax(0,1fr)]"
      >
        <div class="border-outline-variant px-4 pt-6 pb-2 sm:p-8 lg:border-e">
          <div class="flex items-center gap-3">
            <div class="eb-skeleton size-10 !rounded-full"></div>
            <div class="eb-skeleton h-4 w-32"></div>
          </div>
          <div class="eb-skeleton mt-4 h-7 w-4/5"></div>
          <div class="eb-skeleton mt-5 h-4 w-24"></div>
          <div class="eb-skeleton mt-3 h-4 w-32"></div>
          <div class="eb-skeleton mt-5 h-4 w-40"></div>
        </div>
        <div class="grid min-w-0 md:grid-cols-[minmax(0,1fr)_17.5rem]">
          <div class="px-4 pt-4 pb-6 sm:p-8">
            <div class="eb-skeleton mb-5 h-8 w-44"></div>
            <div class="grid grid-cols-7 gap-1">
              @for (cell of cells; track cell) {
                <div class="eb-day"><span class="eb-skeleton m-auto size-5/6 !rounded-xl"></span></div>
              }
            </div>
          </div>
          <div class="border-outline-variant px-4 pt-5 pb-8 sm:px-8 md:p-6 md:pt-8">
            <div class="eb-skeleton mb-4 h-8 w-40"></div>
            <div class="grid grid-cols-3 gap-2 sm:grid-cols-4 md:grid-cols-2">
              @for (place of places; track place) {
                <div class="eb-skeleton h-11 !rounded-xl"></div>
              }
            </div>
          </div>
        </div>
      </div>
    </div>
    <span class="sr-only" role="status">Loading</span>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BookingSkeleton {
  protected readonly cells = Array.from({ length: 42 }, (_, index) => index);
  protected readonly places = Array.from({ length: 8 }, (_, index) => index);
}
