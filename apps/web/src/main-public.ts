import { createApplication } from '@angular/platform-browser';
import { PublicApp, publicConfig } from './app/booking/public-app';
import { nextTask } from './app/platform/when-idle';

/*
 * What clients load: nothing of the expert's side, which is a build of its own (`build-expert` in project.json). Reading the
 * script has been one task; the browser's first look at its calendar data, the application's own parts and its first component
 * are others, so that a slow phone answers to a finger in between.
 */
nextTask(() => {
  new Intl.DateTimeFormat(navigator.language, { hour: 'numeric' });
  nextTask(() => void start().catch((error: unknown) => console.error(error)));
});

async function start(): Promise<void> {
  const application = await createApplication(publicConfig);
  await new Promise<void>(nextTask);
  application.bootstrap(PublicApp);
}

if (/[?&](?:embed|name|email)=/.test(location.search)) {
  void import('./app/embed/embedding').then(({ startEmbedding }) => startEmbedding());
}
