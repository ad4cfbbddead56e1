import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/availability.module';
import { LinksModule } from '../links/links.module';
import { SlotsResponseCache } from './slots-response-cache';
import { SlotExplanationController } from './slot-explanation.controller';
import { SlotExplanationService } from './slot-explanation.service';
import { SlotsController } from './slots.controller';
import { SlotsService } from './slots.service';

@Module({
  imports: [AvailabilityModule, LinksModule],
  controllers: [SlotsController, SlotExplanationController],
  providers: [SlotsResponseCache, SlotExplanationService, SlotsService],
  exports: [AvailabilityModule, SlotsResponseCache, SlotsService],
})
export class SlotsModule {}
