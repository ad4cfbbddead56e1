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

  /** Password of the account; needed when the request is not signed in to it. */
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

/** State of a change of the account's address. */
export class EmailStateDto implements EmailState {
  @ApiProperty({ example: 'ada@example.com' })
  email: string;

  /** Whether the address is verified, or needs no verification because no mail leaves this server. */
  @ApiProperty({ example: true })
  verified: boolean;

  /** The address that has still to be confirmed; null when there is no pending change. */
  @ApiProperty({ type: String, nullable: true, example: null })
  pendingEmail: string | null;
}

export class StoppedEmailChangeDto implements StoppedEmailChange {
  /** The current address of the account. */
  @ApiProperty({ example: 'ada@example.com' })
  email: string;

  /** Sets a new password once, like the link of a password mail. */
  @ApiProperty({ example: 'q9Zk1mX0TnB3rVw5yHs8' })
  resetToken: string;
}
