import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Types } from 'mongoose';

/** The one document about the installation as a whole. */
@Schema({ collection: 'installation', versionKey: false })
export class Installation {
  @Prop({ type: String, required: true })
  _id: 'installation';

  /** The account that creates invitations. */
  @Prop({ type: Types.ObjectId, required: true })
  ownerId: Types.ObjectId;
}

export const InstallationSchema = SchemaFactory.createForClass(Installation);
