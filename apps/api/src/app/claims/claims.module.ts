import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/availability.module';
import { ClaimRefusals } from './claim-refusals';
import { ClaimsService } from './claims.service';
import { ExpiredHolds } from './expired-holds';
import { PastClaimsSweep } from './past-claims.sweep';

@Module({
  imports: [AvailabilityModule],
  providers: [ClaimsService, ClaimRefusals, ExpiredHolds, PastClaimsSweep],
  exports: [ClaimsService, ExpiredHolds, AvailabilityModule],
})
export class ClaimsModule {}
