import type { LoginRequest, Me, RegisterRequest, Session } from '@expertbook/contracts';
import { MAX_NAME_LENGTH, MIN_PASSWORD_LENGTH } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import type { Environment } from '../config/environment';
import type { Expert } from '../offerings/expert.schema';
import { ExpertProfileDto } from '../experts/expert.dto';
import { toExpertProfile } from '../experts/expert.mapper';
import { EmailField, LineField } from '../http/fields';
import { PasswordField } from './password-field';
import type { User } from '../auth/user.schema';

export class RegisterDto implements RegisterRequest {
  @LineField({ max: MAX_NAME_LENGTH, example: 'Ada Lovelace' })
  name: string;

  @EmailField()
  email: string;

  @PasswordField(MIN_PASSWORD_LENGTH)
  password: string;

  @IsOptional()
  @LineField({ max: 100, description: 'The secret of an invitation, where registering needs one' })
  invitation?: string;
}

export class LoginDto implements LoginRequest {
  @EmailField()
  email: string;

  @PasswordField(1)
  password: string;
}

/** The signed-in user. */
export class MeDto implements Me {
  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f900' })
  id: string;

  @ApiProperty({ example: 'Ada Lovelace' })
  name: string;

  @ApiProperty({ example: 'ada@example.com' })
  email: string;

  /**
   * Whether the address is verified, or needs no verification because no mail leaves this server. Until then no page
   * is public.
   */
  @ApiProperty({ example: true })
  emailVerified: boolean;

  /** Whether this account can create invitations. */
  @ApiProperty({ example: false })
  isOwner: boolean;

  /** Whether event types may be set to `mock_zoom` and `mock_google_meet` on this installation. */
  @ApiProperty({ example: false })
  demoVideo: boolean;

  @ApiProperty({ type: String, format: 'date-time', example: '2027-01-04T08:00:00.000Z' })
  createdAt: string;

  /** Null until the user becomes an expert. */
  @ApiProperty({ type: ExpertProfileDto, nullable: true })
  expert: ExpertProfileDto | null;
}

/** The refresh token is sent separately, in the httpOnly cookie `eb_refresh`. */
export class SessionDto implements Session {
  /** JWT for `Authorization: Bearer`. */
  @ApiProperty({ example: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI2NmYwIn0.c2lnbmF0dXJl' })
  accessToken: string;

  /** Seconds until `accessToken` expires. */
  @ApiProperty({ example: 900 })
  expiresIn: number;

  user: MeDto;
}

export function toMe(
  user: Pick<User, '_id' | 'name' | 'email' | 'createdAt'>,
  expert: Expert | null,
  { publicUrl, demoVideo }: Pick<Environment, 'publicUrl' | 'demoVideo'>,
  standing: Pick<MeDto, 'emailVerified' | 'isOwner'>,
): MeDto {
  return {
    id: user._id.toHexString(),
    name: user.name,
    email: user.email,
    ...standing,
    demoVideo,
    createdAt: user.createdAt.toISOString(),
    expert: expert && toExpertProfile(expert, publicUrl),
  };
}
