import { bootstrapApplication } from '@angular/platform-browser';
import { EXPERT_PATHS } from '@expertbook/contracts';
import { PublicApp, publicConfig } from './app/booking/public-app';

/**
 * For `nx serve`: both applications in one build. A production build has one entry for each, `main-public` and
 * `main-expert`.
 */
const isExpertSide = EXPERT_PATHS.includes(location.pathname.split('/')[1] ?? '');

const started = isExpertSide
  ? import('./app/app').then(({ startExpertSide }) => startExpertSide())
  : bootstrapApplication(PublicApp, publicConfig);

started.catch((error: unknown) => console.error(error));

if (/[?&](?:embed|name|email)=/.test(location.search)) {
  void import('./app/embed/embedding').then(({ startEmbedding }) => startEmbedding());
}
