import { ChoiceField, LineField } from '../http/fields';
import type { CoverSize } from './cover.schema';
import { COVER_SIZES } from './cover.schema';

export class CoverQueryDto {
  @LineField({
    max: 64,
    optional: true,
    description: 'The version of `coverUrl`: the response can then be cached for ever',
  })
  v?: string;

  @ChoiceField(COVER_SIZES, {
    optional: true,
    description: '`wide` (default): 1920 x 480; `small`: 960 x 240',
  })
  size?: CoverSize;
}
