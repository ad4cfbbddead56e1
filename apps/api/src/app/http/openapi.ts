import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { addCommonProblems } from './api-problems';
import { closeBodies } from './closed-bodies';

const DESCRIPTION = `Bookings that cannot overlap.

Instants are ISO 8601 with an offset; dates are local to the zone of the request; durations are minutes.
Errors are \`application/problem+json\` (RFC 9457): switch on \`code\`, show \`detail\`, mark \`errors[].field\`.
Send an \`Idempotency-Key\` with every \`POST /bookings\`, so that a repeated request answers like the first.`;

/** The OpenAPI 3 document of the running application. */
export function buildOpenApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('ExpertBook API')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'accessToken')
    .addCookieAuth('eb_refresh', undefined, 'refreshCookie')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-Manage-Token' }, 'manageToken')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  addCommonProblems(document);
  closeBodies(document);
  return document;
}

/** Serves the page at `/api/docs` from its own files and the JSON at `/api/openapi.json`. */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => buildOpenApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'ExpertBook API',
    swaggerOptions: { docExpansion: 'list', persistAuthorization: false, tryItOutEnabled: true },
  });
}
