import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { addProblems } from '../http/api-problems';
import { AREAS } from './areas';
import { closeBodies } from './closed-bodies';
import { DESCRIPTION, LOCAL_ADDRESS } from './quick-start';
import { addRequestExamples } from './request-examples';

/** The OpenAPI 3 document of the running application. */
export function buildOpenApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('ExpertBook API')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'accessToken')
    .addCookieAuth('eb_refresh', undefined, 'refreshCookie')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-Manage-Token' }, 'manageToken');
  for (const [tag, description] of AREAS) config.addTag(tag, description);
  const document = SwaggerModule.createDocument(app, config.build(), {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  addProblems(document);
  closeBodies(document);
  addRequestExamples(document);
  return document;
}

/**
 * Serves the page at `/api/docs` from its own files and the JSON at `/api/openapi.json`.
 * @param publicUrl address of the installation, for the examples on the page
 */
export function serveOpenApi(app: INestApplication, publicUrl: string): void {
  const build = () => {
    const document = buildOpenApi(app);
    document.info.description = document.info.description?.replaceAll(LOCAL_ADDRESS, publicUrl);
    return document;
  };
  SwaggerModule.setup('api/docs', app, build, {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'ExpertBook API',
    swaggerOptions: { docExpansion: 'list', persistAuthorization: false, tryItOutEnabled: true },
  });
}
