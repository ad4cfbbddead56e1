import type { LoginRequest, Me, RegisterRequest, Session } from '@expertbook/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { Expert } from '../experts/expert.schema';
import { ExpertProfileDto, toExpertProfile } from '../experts/expert.dto';
import { EmailField, LineField } from '../http/fields';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from './passwords';
import type { User } from './user.schema';

function PasswordField(minLength: number): PropertyDecorator {
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

export class RegisterDto implements RegisterRequest {
  @LineField({ max: 100, example: 'Ada Lovelace' })
  name: string;

  @EmailField()
  email: string;

  @PasswordField(PASSWORD_MIN_LENGTH)
  password: string;
}

export class LoginDto implements LoginRequest {
  @EmailField()
  email: string;

  @PasswordField(1)
  password: string;
}

/** Who is signed in. */
export class MeDto implements Me {
  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f900' })
  id: string;

  @ApiProperty({ example: 'Ada Lovelace' })
  name: string;

  @ApiProperty({ example: 'ada@example.com' })
  email: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2027-01-04T08:00:00.000Z' })
  createdAt: string;

  /** Null until the user becomes an expert. */
  @ApiProperty({ type: ExpertProfileDto, nullable: true })
  expert: ExpertProfileDto | null;
}

/** The refresh token travels beside it, in the httpOnly cookie `eb_refresh`. */
export class SessionDto implements Session {
  /** JWT for `Authorization: Bearer`. */
  @ApiProperty({ example: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI2NmYwIn0.c2lnbmF0dXJl' })
  accessToken: string;

  /** Seconds until `accessToken` ends. */
  @ApiProperty({ example: 900 })
  expiresIn: number;

  user: MeDto;
}

export function toMe(user: User, expert: Expert | null): MeDto {
  return {
    id: user._id.toHexString(),
    name: user.name,
    email: user.email,
    createdAt: user.createdAt.toISOString(),
    expert: expert && toExpertProfile(expert),
  };
}
