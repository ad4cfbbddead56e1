import type {
  CreatedInvitation,
  CreateInvitationRequest,
  Invitation,
  RegistrationInfo,
  RegistrationMode,
  ShownInvitation,
} from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { EmailField, LineField } from '../http/fields';

export class RegistrationInfoDto implements RegistrationInfo {
  /** `open` also while there is no account at all. */
  @ApiProperty({ enum: ['open', 'invitation', 'domain', 'closed'], example: 'open' })
  mode: RegistrationMode;

  /** Whether a new account has to confirm its address by mail. */
  @ApiProperty({ example: true })
  verifiesEmail: boolean;
}

export class ShowInvitationDto {
  @LineField({ max: 100, description: 'Out of the link of the invitation', example: 'q9Zk1mX0TnB3rVw5yHs8…' })
  invitation: string;
}

export class ShownInvitationDto implements ShownInvitation {
  /** The only address that may use it; null = any. */
  @ApiProperty({ type: String, nullable: true, example: 'ada@example.com' })
  email: string | null;
}

export class CreateInvitationDto implements CreateInvitationRequest {
  @IsOptional()
  @EmailField({ description: 'The only address that may use it; any when left out' })
  email?: string | null;
}

export class InvitationDto implements Invitation {
  @ApiProperty({ example: '66f0c1d2e3a4b5c6d7e8f902' })
  id: string;

  @ApiProperty({ type: String, nullable: true, example: 'ada@example.com' })
  email: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2027-01-04T08:00:00.000Z' })
  createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2027-01-18T08:00:00.000Z' })
  expiresAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  usedAt: string | null;
}

export class CreatedInvitationDto extends InvitationDto implements CreatedInvitation {
  /** With the secret, which is in no other response. */
  @ApiProperty({ example: 'https://book.example.com/register#invitation=q9Zk1mX0TnB3rVw5yHs8' })
  url: string;
}
