import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { User, UserSchema } from '../auth/user.schema';
import { InstallationOwner } from './installation-owner';
import { Installation, InstallationSchema } from './installation.schema';
import { InvitationRecord, InvitationRecordSchema } from './invitation.schema';
import { InvitationsController } from './invitations.controller';
import { Invitations } from './invitations.service';
import { RegistrationController } from './registration.controller';
import { RegistrationRules } from './registration.service';

/** Who may open an account, and who owns the installation. */
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: User.name, schema: UserSchema },
      { name: Installation.name, schema: InstallationSchema },
      { name: InvitationRecord.name, schema: InvitationRecordSchema },
    ]),
  ],
  controllers: [InvitationsController, RegistrationController],
  providers: [InstallationOwner, Invitations, RegistrationRules],
  exports: [InstallationOwner, RegistrationRules],
})
export class RegistrationModule {}
