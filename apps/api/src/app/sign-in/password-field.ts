import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { MAX_PASSWORD_LENGTH } from '@expertbook/contracts';

/** A password of at least `minLength` characters: 1 where it is only compared. */
export function PasswordField(minLength: number): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: String,
      format: 'password',
      minLength,
      maxLength: MAX_PASSWORD_LENGTH,
      example: 'correct horse battery',
    }),
    IsString({ message: '$property must be a text.' }),
    MinLength(minLength, {
      message:
        minLength === 1
          ? '$property must not be empty.'
          : `$property needs at least ${minLength} characters.`,
    }),
    MaxLength(MAX_PASSWORD_LENGTH, {
      message: `$property must have at most ${MAX_PASSWORD_LENGTH} characters.`,
    }),
  );
}
