import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { channel } from 'node:diagnostics_channel';
import { writeFile } from 'node:fs/promises';
import { buildOpenApi } from './app/api-docs/openapi';
import { AppModule } from './app/app.module';
import { createAdapter, setUpApp } from './app/app.setup';
import { EnvironmentError, readEnvironment } from './app/config/environment';
import { DatabaseUnfitError } from './app/database/database-unfit-error';
import { migrateCommand } from './app/migrations/migrate-command';

async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  if (process.argv.includes('--migrate')) {
    return migrateCommand(environment, process.argv, (line) => void process.stdout.write(`${line}\n`));
  }
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(environment),
    createAdapter(environment),
    { bufferLogs: true, abortOnError: false },
  );
  await setUpApp(app, environment);

  const openApiFile = process.argv[process.argv.indexOf('--openapi') + 1];
  if (process.argv.includes('--openapi') && openApiFile) {
    await app.init();
    await writeFile(openApiFile, `${JSON.stringify(buildOpenApi(app), null, 2)}\n`);
    await app.close();
    return;
  }
  await app.listen(environment.port, environment.host);
  // The launcher of the bundle waits for it (apps/api/bundle/launcher.cjs).
  channel('expertbook.listening').publish({});
}

/** Explains an error to an operator: a sentence for a problem they can solve, a stack only for a bug. */
function explain(error: unknown): string {
  if (error instanceof EnvironmentError || error instanceof DatabaseUnfitError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return `The port is taken by another program: set PORT to a free one. (${error.message})`;
  if (/ServerSelection/.test(error.name))
    return `MongoDB does not answer: check MONGO_URI. (${error.message})`;
  return error.stack ?? error.message;
}

main().catch((error: unknown) => {
  process.stderr.write(`ExpertBook cannot start.\n${explain(error)}\n`);
  process.exit(1);
});
