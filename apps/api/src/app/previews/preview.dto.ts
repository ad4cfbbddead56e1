import { LineField } from '../http/fields';

export class PreviewQueryDto {
  @LineField({
    max: 64,
    optional: true,
    description: 'The version from the address in the page: the response can then be cached for ever',
  })
  v?: string;
}
