import type { DeleteAccountRequest } from '@expertbook/contracts';
import { PasswordField } from '../sign-in/password-field';

export class DeleteAccountDto implements DeleteAccountRequest {
  @PasswordField(1)
  password: string;
}
