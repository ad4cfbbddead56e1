import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

/** Texts that the copy buttons of this page have copied. The first steps detect by it that a link was copied. */
@Injectable({ providedIn: 'root' })
export class CopiedTexts {
  private readonly copied = new Subject<string>();
  /** Emits each text when it is copied. */
  readonly all = this.copied.asObservable();

  emit(text: string): void {
    this.copied.next(text);
  }
}
