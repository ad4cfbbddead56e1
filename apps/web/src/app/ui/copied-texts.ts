import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

/** Texts copied by the buttons of this page; shows that a link was copied. */
@Injectable({ providedIn: 'root' })
export class CopiedTexts {
  private readonly taken = new Subject<string>();
  /** Each text at the moment it is copied. */
  readonly all = this.taken.asObservable();

  tell(text: string): void {
    this.taken.next(text);
  }
}
