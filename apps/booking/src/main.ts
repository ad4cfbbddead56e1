import { createApplication } from '@angular/platform-browser';
import { PublicApp, publicConfig } from './app/booking/public-app';
import { nextTask } from '@expertbook/web-shared/platform/when-idle';

/*
 * Entry of the clients' side, without any part of the expert's side, which is an application of its own
 * (`apps/portal`). Parsing the script is one task; the browser's first use of its calendar data, the application's own
 * parts and its first component are separate ones, so that a slow phone can handle input in between.
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
