import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  booleanAttribute,
  inject,
  input,
  output,
} from '@angular/core';
import { FormGroupDirective } from '@angular/forms';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { focusFirstInvalid } from './form-rules';

/**
 * Frame of a dialog with a form: heading, fields and two buttons. An invalid form shows its errors at the fields and
 * focuses the first of them; a valid one emits `filled`. The first button closes with undefined.
 */
@Component({
  // eslint-disable-next-line @angular-eslint/component-selector -- it is the form itself, so that its fields find it
  selector: 'form[ebDialog]',
  imports: [MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title class="wrap-anywhere">{{ heading() }}</h2>
    <mat-dialog-content class="max-h-[calc(100dvh-13rem)]!">
      <ng-content />
    </mat-dialog-content>
    <mat-dialog-actions align="end" class="gap-2">
      <button type="button" class="eb-button eb-button-outline" mat-dialog-close>{{ no() }}</button>
      <button
        type="submit"
        class="eb-button"
        [class]="dangerous() ? 'eb-button-danger' : 'eb-button-primary'"
        [attr.aria-disabled]="idle() ? true : null"
        [attr.cdkFocusInitial]="focused() ? '' : null"
      >
        {{ yes() }}
      </button>
    </mat-dialog-actions>
  `,
  host: { '(submit)': 'send($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DialogForm {
  readonly heading = input.required<string>();
  /** Label of the button that confirms, as a verb: "Block", never "OK". */
  readonly yes = input.required<string>();
  readonly no = input.required<string>();
  /** Draws the confirming button in the colour of errors. */
  readonly dangerous = input(false, { transform: booleanAttribute });
  /** There is nothing to submit with the current values. */
  readonly idle = input(false);
  /** The confirming button has the focus when the dialog opens. */
  readonly focused = input(false, { transform: booleanAttribute });
  readonly filled = output<void>();

  private readonly group = inject(FormGroupDirective, { self: true, optional: true });
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected send(event: Event): void {
    event.preventDefault();
    const form = this.group?.form;
    form?.markAllAsTouched();
    if (form?.invalid) focusFirstInvalid(this.host.nativeElement);
    else if (!this.idle()) this.filled.emit();
  }
}
