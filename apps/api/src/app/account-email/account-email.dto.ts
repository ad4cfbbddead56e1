import type {
  ChangeEmailRequest,
  EmailState,
  StoppedEmailChange,
  VerifyEmailRequest,
} from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { PasswordField } from '../sign-in/password-field';
import { EmailField, LineField } from '../http/fields';

const TOKEN = { max: 100, description: 'Out of the link of the mail', example: 'q9Zk1mX0TnB3rVw5yHs8…' };

export class MailedTokenDto {
  @LineField(TOKEN)
  token: string;
}

export class VerifyEmailDto implements VerifyEmailRequest {
  @LineField(TOKEN)
  token: string;

  /** Of the account; needed where the request is not signed in to it. */
  @IsOptional()
  @PasswordField(1)
  password?: string;
}

export class ChangeEmailDto implements ChangeEmailRequest {
  @EmailField()
  newEmail: string;

  @PasswordField(1)
  password: string;
}

/** Where a change of the account's address stands. */
export class EmailStateDto implements EmailState {
  @ApiProperty({ example: 'ada@example.com' })
  email: string;

  /** Whether the address is proven, or needs no proof because no mail leaves this server. */
  @ApiProperty({ example: true })
  verified: boolean;

  /** The address that a confirmation is awaited from; null when there is no change under way. */
  @ApiProperty({ type: String, nullable: true, example: null })
  pendingEmail: string | null;
}

export class StoppedEmailChangeDto implements StoppedEmailChange {
  /** The address the account has now. */
  @ApiProperty({ example: 'ada@example.com' })
  email: string;

  /** Chooses a new password once, as the link of a password mail does. */
  @ApiProperty({ example: 'q9Zk1mX0TnB3rVw5yHs8' })
  resetToken: string;
}
