import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

/** What has been copied by the buttons of this page, for whoever wants to know that a link was taken along. */
@Injectable({ providedIn: 'root' })
export class CopiedTexts {
  private readonly taken = new Subject<string>();
  /** Each text at the moment it is copied. */
  readonly all = this.taken.asObservable();

  tell(text: string): void {
    this.taken.next(text);
  }
}
