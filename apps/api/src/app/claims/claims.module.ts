import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/availability.module';
import { ClaimRefusals } from './claim-refusals';
import { ClaimsService } from './claims.service';
import { PastClaimsSweep } from './past-claims.sweep';

@Module({
  imports: [AvailabilityModule],
  providers: [ClaimsService, ClaimRefusals, PastClaimsSweep],
  exports: [ClaimsService, AvailabilityModule],
})
export class ClaimsModule {}
