import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { ExpertRoute } from '../auth/current';
import { Public } from '../auth/public';
import { ExpertProfileDto } from '../experts/expert.dto';
import { ApiProblems } from '../http/api-problems';
import { RateLimit } from '../http/rate-limit';

/** A route that accepts one of an expert's pictures, as the form field `name`, and responds with the profile. */
export const PictureUploadRoute = (name: 'photo' | 'cover'): MethodDecorator =>
  applyDecorators(
    ExpertRoute(),
    RateLimit('writes'),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: [name],
        properties: { [name]: { type: 'string', format: 'binary' } },
      },
    }),
    ApiOkResponse({ type: ExpertProfileDto }),
    ApiProblems('validation_failed'),
  );

/** A route that removes a picture. */
export const PictureRemovalRoute = (): MethodDecorator =>
  applyDecorators(ExpertRoute(), ApiOkResponse({ type: ExpertProfileDto }));

/** A public route that serves a picture in one of the media types. */
export const PictureRoute = (...types: readonly string[]): MethodDecorator =>
  applyDecorators(
    Public(),
    ApiProduces(...types),
    ApiOkResponse({ schema: { type: 'string', format: 'binary' } }),
    ApiProblems('not_found', 'validation_failed'),
  );
