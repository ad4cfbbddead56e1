import { Module } from '@nestjs/common';
import { SlotsModule } from '../slots/slots.module';
import { ClaimsService } from './claims.service';

@Module({ imports: [SlotsModule], providers: [ClaimsService], exports: [ClaimsService, SlotsModule] })
export class ClaimsModule {}
