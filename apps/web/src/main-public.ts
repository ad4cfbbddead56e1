import { bootstrapApplication } from '@angular/platform-browser';
import { PublicApp, publicConfig } from './app/booking/public-app';

/** What clients load: nothing of the expert's side, which is a build of its own (`build-expert` in project.json). */
bootstrapApplication(PublicApp, publicConfig).catch((error: unknown) => console.error(error));

if (/[?&](?:embed|name|email)=/.test(location.search)) {
  void import('./app/embed/embedding').then(({ startEmbedding }) => startEmbedding());
}
