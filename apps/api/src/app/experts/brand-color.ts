import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Matches, ValidateIf } from 'class-validator';

/** `#rrggbb`, kept in lower case; null = the product's own colour. May be left out. */
export function BrandColorField(): PropertyDecorator {
  return ColorField({
    optional: true,
    description: "Of buttons and links on the public pages; null = the product's own.",
  });
}

/** `#rrggbb`, kept in lower case, or null. */
export function ColorField(options: { optional?: boolean; description: string }): PropertyDecorator {
  const { optional, description } = options;
  const api = {
    type: String,
    nullable: true,
    pattern: '^#[0-9a-fA-F]{6}$',
    example: '#2f6b4f',
    description,
  };
  return applyDecorators(
    optional ? ApiPropertyOptional(api) : ApiProperty(api),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.trim().toLowerCase() : value,
    ),
    ValidateIf((_object, value) => !(optional && value === undefined) && value !== null),
    Matches(/^#[0-9a-f]{6}$/, {
      message: '$property must be a colour such as #2f6b4f, or null.',
      context: { code: 'is_color' },
    }),
  );
}
