import type { ChangePasswordRequest, ReauthenticateRequest } from '@expertbook/contracts';
import { MIN_PASSWORD_LENGTH } from '@expertbook/contracts';
import { EmailField, LineField } from '../http/fields';
import { PasswordField } from './password-field';

export class ChangePasswordDto implements ChangePasswordRequest {
  @PasswordField(1)
  currentPassword: string;

  @PasswordField(MIN_PASSWORD_LENGTH)
  newPassword: string;
}

export class ReauthenticateDto implements ReauthenticateRequest {
  @PasswordField(1)
  password: string;
}

export class ForgotPasswordDto {
  @EmailField()
  email: string;
}

export class ResetPasswordDto {
  @LineField({ max: 100, description: 'Out of the link of the mail', example: 'q9Zk1mX0TnB3rVw5yHs8…' })
  token: string;

  @PasswordField(MIN_PASSWORD_LENGTH)
  password: string;
}
