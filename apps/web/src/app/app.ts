import { ChangeDetectionStrategy, Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { RouterOutlet } from '@angular/router';
import { appConfig } from './app.config';

/** The expert's side: nothing but the routed page. */
@Component({
  selector: 'eb-root',
  imports: [RouterOutlet],
  template: '<router-outlet />',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {}

/** Rejects when the application cannot start. */
export async function startExpertSide(): Promise<void> {
  await bootstrapApplication(App, appConfig);
}
