import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { PASSWORD_MAX_LENGTH } from './passwords';

/** A password of at least `minLength` characters: 1 where it is only compared. */
export function PasswordField(minLength: number): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: String,
      format: 'password',
      minLength,
      maxLength: PASSWORD_MAX_LENGTH,
      example: 'correct horse battery',
    }),
    IsString({ message: '$property must be a text.' }),
    MinLength(minLength, {
      message:
        minLength === 1
          ? '$property must not be empty.'
          : `$property needs at least ${minLength} characters.`,
    }),
    MaxLength(PASSWORD_MAX_LENGTH, {
      message: `$property must have at most ${PASSWORD_MAX_LENGTH} characters.`,
    }),
  );
}
