import { bootstrapApplication } from '@angular/platform-browser';
import { PublicApp, publicConfig } from './app/booking/public-app';
import { nextTask } from './app/ui/when-idle';

/*
 * What clients load: nothing of the expert's side, which is a build of its own (`build-expert` in project.json). Reading the
 * script has been one task; the browser's first look at its calendar data and the start are others, so that a slow phone
 * answers to a finger in between.
 */
nextTask(() => {
  new Intl.DateTimeFormat(navigator.language, { hour: 'numeric' });
  nextTask(() =>
    bootstrapApplication(PublicApp, publicConfig).catch((error: unknown) => console.error(error)),
  );
});

if (/[?&](?:embed|name|email)=/.test(location.search)) {
  void import('./app/embed/embedding').then(({ startEmbedding }) => startEmbedding());
}
