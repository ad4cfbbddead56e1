import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { readRichText } from '@expertbook/presentation/rich-text';
import { RichLine } from './rich-line';

/** A text with simple formatting, drawn element by element: no part of it is parsed as HTML. */
@Component({
  selector: 'eb-rich-text',
  imports: [RichLine],
  template: `
    @for (block of blocks(); track $index) {
      @switch (block.kind) {
        @case ('heading') {
          <h3><eb-rich-line [of]="block.line" /></h3>
        }
        @case ('list') {
          @if (block.ordered) {
            <ol>
              @for (item of block.items; track $index) {
                <li><eb-rich-line [of]="item" /></li>
              }
            </ol>
          } @else {
            <ul>
              @for (item of block.items; track $index) {
                <li><eb-rich-line [of]="item" /></li>
              }
            </ul>
          }
        }
        @default {
          <p>
            @for (line of block.lines; track $index) {
              <eb-rich-line class="block" [of]="line" />
            }
          </p>
        }
      }
    }
  `,
  host: { class: 'eb-rich' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RichText {
  readonly text = input.required<string>();
  protected readonly blocks = computed(() => readRichText(this.text()));
}
