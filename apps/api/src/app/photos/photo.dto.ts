import { ChoiceField, LineField } from '../http/fields';
import type { PhotoFormat } from './photo.schema';
import { PHOTO_FORMATS } from './photo.schema';

export class PhotoQueryDto {
  @LineField({
    max: 64,
    optional: true,
    description: 'The version of `photoUrl`: the response can then be cached for ever',
  })
  v?: string;

  @ChoiceField(PHOTO_FORMATS, {
    optional: true,
    description: '`webp` (default): 512 x 512; `jpeg`: 400 x 400, for previews of shared links',
  })
  as?: PhotoFormat;
}
