import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

/** Texts that the copy buttons of this page have copied. The first steps detect by it that a link was copied. */
@Injectable({ providedIn: 'root' })
export class CopiedTexts {
  private readonly taken = new Subject<string>();
  /** Emits each text when it is copied. */
  readonly all = this.taken.asObservable();

  tell(text: string): void {
    this.taken.next(text);
  }
}
