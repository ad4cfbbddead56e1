import { Injectable, inject } from '@angular/core';
import type { ExpertProfile, UpdateExpertRequest } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { ExpertsApi } from '../../data/experts-api';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Toasts } from '../../ui/toasts';

/** Saves parts of the profile. */
@Injectable({ providedIn: 'root' })
export class ProfileSaver {
  private readonly t = translator('portal-settings');
  private readonly api = inject(ExpertsApi);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);

  /** Rejects, without a change, when the API rejects it. */
  async save(changes: UpdateExpertRequest): Promise<ExpertProfile> {
    const profile = await this.api.update(changes);
    this.session.setExpert(profile);
    return profile;
  }

  /**
   * Shows the change at once with an undo; when the API rejects it, restores the previous state and shows the reason.
   * True when it was saved.
   */
  async saveNow(changes: Partial<ExpertProfile>): Promise<boolean> {
    const former = this.session.expert();
    if (!former) return false;
    this.session.setExpert({ ...former, ...changes });
    try {
      await this.save(changes);
    } catch (error) {
      this.session.setExpert(former);
      this.toasts.fail(this.t('notSaved'), error);
      return false;
    }
    const before = Object.fromEntries(
      Object.keys(changes).map((field) => [field, former[field as keyof ExpertProfile]]),
    );
    this.toasts.show(this.t('saved'), { label: this.t('undo'), run: () => void this.restore(before) });
    return true;
  }

  private async restore(before: UpdateExpertRequest): Promise<void> {
    try {
      await this.save(before);
    } catch (error) {
      this.toasts.fail(this.t('notSaved'), error);
    }
  }
}
