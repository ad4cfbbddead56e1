import { bootstrapApplication } from '@angular/platform-browser';
import { EXPERT_PATHS } from '@expertbook/contracts';
import { PublicApp, publicConfig } from '../../booking/src/app/booking/public-app';

/**
 * For `nx serve`: both applications in one build. In production each is a build of its own, from its own `main.ts`.
 */
const isExpertSide = EXPERT_PATHS.includes(location.pathname.split('/')[1] ?? '');

const started = isExpertSide
  ? import('../../portal/src/app/app').then(({ startExpertSide }) => startExpertSide())
  : bootstrapApplication(PublicApp, publicConfig);

started.catch((error: unknown) => console.error(error));

if (/[?&](?:embed|name|email)=/.test(location.search)) {
  void import('../../booking/src/app/embed/embedding').then(({ startEmbedding }) => startEmbedding());
}
