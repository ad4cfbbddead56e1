import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Inline } from '@expertbook/presentation/rich-text';

/** One line of a text with simple formatting. Its direction may differ from that of the page. */
@Component({
  selector: 'eb-rich-line',
  template: `<bdi>
    @for (part of of(); track $index) {
      @if (part.href) {
        <a
          class="eb-link"
          target="_blank"
          rel="noopener nofollow"
          [class.font-bold]="part.bold"
          [class.italic]="part.italic"
          [href]="part.href"
          >{{ part.text }}</a
        >
      } @else {
        <span [class.font-bold]="part.bold" [class.italic]="part.italic">{{ part.text }}</span>
      }
    }
  </bdi>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RichLine {
  readonly of = input.required<readonly Inline[]>();
}
