import { Module } from '@nestjs/common';
import { SlotsModule } from '../slots/slots.module';
import { ClaimRefusals } from './claim-refusals';
import { ClaimsService } from './claims.service';

@Module({
  imports: [SlotsModule],
  providers: [ClaimsService, ClaimRefusals],
  exports: [ClaimsService, SlotsModule],
})
export class ClaimsModule {}
