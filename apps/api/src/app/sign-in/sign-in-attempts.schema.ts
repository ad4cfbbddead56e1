import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** Failed sign-ins of one account since the first of them. */
@Schema({ collection: 'sign_in_attempts', versionKey: false })
export class SignInAttempts {
  /** SHA-256 of the email key, with the known device or session that the budget belongs to, hex; also for unknown accounts. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: Number, required: true })
  count: number;

  /** The window ends here, and counting restarts. */
  @Prop({ type: Date, required: true, index: { name: 'old_attempts', expireAfterSeconds: 0 } })
  expiresAt: Date;
}

export const SignInAttemptsSchema = SchemaFactory.createForClass(SignInAttempts);
