import { LineField } from '../http/fields';

export class PreviewQueryDto {
  @LineField({
    max: 64,
    optional: true,
    description: 'The version in the address that the page names: then the answer may be kept for ever',
  })
  v?: string;
}
