import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, signal } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import type { ExpertProfile } from '@expertbook/contracts';
import { SessionStore } from '../../account/session';
import { ExpertsApi } from '../../data/experts-api';
import { toProblem } from '../../data/problem';
import { Confirm } from '../../ui/confirm-dialog';
import { Field, FieldControl, liveValue } from '../../ui/field';
import { focusFirstInvalid, showProblem } from '../../ui/form-rules';
import { Icon } from '../../ui/icon';
import { Initials } from '../../ui/initials';
import type { HoldsChanges } from '../../ui/leave-guard';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { SubmitButton } from '../../ui/submit-button';
import { browserZone } from '../../ui/time-zones';
import { Toasts } from '../../ui/toasts';
import { ZoneField } from '../../ui/zone-field';
import { Appearance } from './appearance';
import { profileChanges, profileForm } from './profile-form';

const NOBODY: ExpertProfile = {
  id: '',
  handle: '',
  name: '',
  headline: '',
  bio: '',
  timeZone: browserZone(),
  photoUrl: null,
  brandColor: null,
  language: 'en',
  allowedSites: [],
  notifications: { booked: true, cancelled: true, rescheduled: true },
  previousHandles: [],
};

/** The expert's public face, the portal's looks, and the account. */
@Component({
  selector: 'eb-settings-page',
  imports: [
    Appearance,
    Field,
    FieldControl,
    Icon,
    Initials,
    Notice,
    PageHeader,
    ReactiveFormsModule,
    RouterLink,
    SubmitButton,
    ZoneField,
  ],
  templateUrl: './settings-page.html',
  host: { '(window:beforeunload)': 'hasChanges() && $event.preventDefault()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SettingsPage implements HoldsChanges {
  protected readonly session = inject(SessionStore);
  private readonly api = inject(ExpertsApi);
  private readonly router = inject(Router);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  private readonly saved = computed(() => this.session.expert() ?? NOBODY);
  protected readonly form = profileForm(this.saved());
  protected readonly origin = location.host;
  protected readonly busy = signal(false);
  protected readonly failure = signal<string | null>(null);
  private readonly values = liveValue(() => this.form);
  protected readonly name = computed(() => this.values().name || this.saved().name);
  protected readonly bioLeft = computed(() => 4_000 - this.values().bio.length);
  protected readonly zoneMoved = computed(() => this.values().timeZone !== this.saved().timeZone);

  hasChanges(): boolean {
    return this.form.dirty && Object.keys(profileChanges(this.form, this.saved())).length > 0;
  }

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.form.markAllAsTouched();
    this.failure.set(null);
    if (this.form.invalid) {
      focusFirstInvalid(this.host.nativeElement);
      return;
    }
    const changes = profileChanges(this.form, this.saved());
    if (changes.handle !== undefined && !(await this.agreesToNewHandle(changes.handle))) return;
    this.busy.set(true);
    try {
      const profile = Object.keys(changes).length ? await this.api.update(changes) : this.saved();
      this.session.setExpert(profile);
      this.form.reset(profile);
      this.toasts.tell('Saved. Your page shows it now.');
    } catch (error) {
      const fields = { handle_taken: 'handle', handle_reserved: 'handle', unknown_time_zone: 'timeZone' };
      this.failure.set(showProblem(this.form, toProblem(error), { fields }));
      focusFirstInvalid(this.host.nativeElement);
    } finally {
      this.busy.set(false);
    }
  }

  protected async signOut(): Promise<void> {
    await this.session.logout().catch(() => undefined);
    await this.router.navigateByUrl('/login');
  }

  private agreesToNewHandle(handle: string): Promise<boolean> {
    return this.confirm.ask({
      title: 'Change the address of your page?',
      text: `It becomes ${location.host}/${handle}. Links that you shared with the old address stop working.`,
      yes: 'Change it',
      no: 'Keep the old one',
    });
  }
}
