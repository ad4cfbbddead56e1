import { bootstrapApplication } from '@angular/platform-browser';
import { PublicApp, publicConfig } from './app/booking/public-app';

/** For `nx serve`: both applications in one build. A production build has one entry for each, `main-public` and `main-expert`. */
const EXPERT_SIDE =
  /^\/(?:account|portal|login|register|forgot-password|reset-password|stop-email-change|verify-email)(?:\/|$)/;

const started = EXPERT_SIDE.test(location.pathname)
  ? import('./app/app').then(({ startExpertSide }) => startExpertSide())
  : bootstrapApplication(PublicApp, publicConfig);

started.catch((error: unknown) => console.error(error));

if (/[?&](?:embed|name|email)=/.test(location.search)) {
  void import('./app/embed/embedding').then(({ startEmbedding }) => startEmbedding());
}
