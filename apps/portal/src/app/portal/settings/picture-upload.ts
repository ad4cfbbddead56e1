import type { Signal } from '@angular/core';
import { DestroyRef, inject, signal } from '@angular/core';
import type { ExpertProfile } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Toasts } from '../../ui/toasts';
import { photoFault } from './photo-rules';

/** Upload of a profile picture: selected or dropped, previewed, then uploaded. */
export interface PictureUpload {
  readonly chosen: Signal<{ file: File; url: string } | null>;
  /** A file is being dragged over the field. */
  readonly over: Signal<boolean>;
  readonly busy: Signal<boolean>;
  /** Error text of a rejected file. */
  readonly fault: Signal<string>;
  dragOver(event: DragEvent): void;
  dragLeave(): void;
  drop(event: DragEvent): void;
  pick(file: File | undefined): void;
  forget(): void;
  /** The browser cannot decode the file: its type does not guarantee that it is a picture. */
  broken(): void;
  upload(): Promise<void>;
  remove(): Promise<void>;
}

/** Call it in an injection context, in the component that draws the picture. */
export function pictureUpload(calls: {
  upload: (file: Blob) => Promise<ExpertProfile>;
  remove: () => Promise<ExpertProfile>;
  saved: TextKey<'portal-settings'>;
  removed: TextKey<'portal-settings'>;
}): PictureUpload {
  const t = translator('portal-settings');
  const session = inject(SessionStore);
  const toasts = inject(Toasts);
  const words = problemText();
  const chosen = signal<{ file: File; url: string } | null>(null);
  const over = signal(false);
  const busy = signal(false);
  const fault = signal('');
  const forget = (): void => {
    const former = chosen();
    if (former) URL.revokeObjectURL(former.url);
    chosen.set(null);
    fault.set('');
  };
  const pick = (file: File | undefined): void => {
    if (!file) return;
    forget();
    const refusal = photoFault(file);
    if (refusal) fault.set(t(refusal));
    else chosen.set({ file, url: URL.createObjectURL(file) });
  };
  const run = async (request: () => Promise<ExpertProfile>, done: string): Promise<void> => {
    busy.set(true);
    fault.set('');
    try {
      session.setExpert(await request());
      forget();
      toasts.show(done);
    } catch (error) {
      const problem = toProblem(error);
      fault.set(problem.code === 'payload_too_large' ? t('photo.size') : words(problem));
    } finally {
      busy.set(false);
    }
  };
  inject(DestroyRef).onDestroy(forget);
  return {
    chosen: chosen.asReadonly(),
    over: over.asReadonly(),
    busy: busy.asReadonly(),
    fault: fault.asReadonly(),
    dragOver(event) {
      event.preventDefault();
      over.set(true);
    },
    dragLeave: () => over.set(false),
    drop(event) {
      event.preventDefault();
      over.set(false);
      pick(event.dataTransfer?.files[0]);
    },
    pick,
    forget,
    broken() {
      if (!chosen()) return;
      forget();
      fault.set(t('photo.kind'));
    },
    async upload() {
      const picture = chosen();
      if (picture && !busy()) await run(() => calls.upload(picture.file), t(calls.saved));
    },
    remove: () => run(calls.remove, t(calls.removed)),
  };
}
