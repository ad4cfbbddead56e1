import { ChangeDetectionStrategy, Component, DOCUMENT, effect, inject, isDevMode } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { RouterOutlet } from '@angular/router';
import { appConfig } from './app.config';
import { LanguageService } from '@expertbook/web-shared/i18n/language.service';
import { EXPERT_ICONS } from '@expertbook/web-shared/ui/expert-icons';
import { addIcons } from '@expertbook/web-shared/ui/icon';
import { registerOfflineShell } from './ui/offline-shell';

/** The expert's side: only the routed page. */
@Component({
  selector: 'eb-root',
  imports: [RouterOutlet],
  template: '<router-outlet />',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {
  constructor() {
    const texts = inject(LanguageService);
    const link = inject(DOCUMENT).querySelector<HTMLLinkElement>('link[rel="manifest"]');
    // The installed portal has its name and shortcuts in the current language.
    effect(() => {
      const language = texts.language();
      if (link) link.href = language === 'en' ? 'manifest.webmanifest' : `manifest.${language}.webmanifest`;
    });
  }
}

/** Rejects when the application cannot start. */
export async function startExpertSide(): Promise<void> {
  addIcons(EXPERT_ICONS);
  await bootstrapApplication(App, appConfig);
  // Only experts install it, and clients must not load what they do not need. In development nothing is cached.
  if (!isDevMode()) void registerOfflineShell();
}
