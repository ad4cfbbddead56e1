import { Module } from '@nestjs/common';
import { SlotsModule } from '../slots/slots.module';
import { ClaimRefusals } from './claim-refusals';
import { ClaimsService } from './claims.service';
import { PastClaimsSweep } from './past-claims.sweep';

@Module({
  imports: [SlotsModule],
  providers: [ClaimsService, ClaimRefusals, PastClaimsSweep],
  exports: [ClaimsService, SlotsModule],
})
export class ClaimsModule {}
