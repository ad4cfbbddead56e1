import type { LoginRequest, Me, RegisterRequest, Session } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
import type { Expert } from '../experts/expert.schema';
import { ExpertProfileDto, toExpertProfile } from '../experts/expert.dto';
import { EmailField, LineField } from '../http/fields';
import { PasswordField } from './password-field';
import { PASSWORD_MIN_LENGTH } from './passwords';
import type { User } from './user.schema';

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

export function toMe(
  user: Pick<User, '_id' | 'name' | 'email' | 'createdAt'>,
  expert: Expert | null,
  publicUrl: string,
): MeDto {
  return {
    id: user._id.toHexString(),
    name: user.name,
    email: user.email,
    createdAt: user.createdAt.toISOString(),
    expert: expert && toExpertProfile(expert, publicUrl),
  };
}
