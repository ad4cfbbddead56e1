import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { CopyButton } from '../../ui/copy-button';

let count = 0;

/** An address in a read-only input that selects all of it on focus, with a copy button. */
@Component({
  selector: 'eb-address-box',
  imports: [CopyButton],
  template: `
    <label class="eb-label" [for]="id">{{ label() }}</label>
    <div class="flex flex-wrap gap-2">
      <input
        #box
        readonly
        class="eb-input min-w-0 flex-1 basis-52"
        dir="ltr"
        [id]="id"
        [value]="address()"
        (focus)="box.select()"
      />
      <eb-copy-button look="eb-button-primary" [text]="address()" />
    </div>
  `,
  host: { class: 'block' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AddressBox {
  readonly label = input.required<string>();
  readonly address = input.required<string>();
  protected readonly id = `eb-address-${++count}`;
}
