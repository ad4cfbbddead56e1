import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module';
import { ExpiredHoldsSweep } from './expired-holds.sweep';
import { LinksModule } from '../links/links.module';
import { ProofsModule } from '../proof-of-work/proofs.module';
import { SlotsModule } from '../slots/slots.module';
import { HoldLimits } from './hold-limits';
import { HoldRemoval } from './hold-removal';
import { HoldRooms } from './hold-room';
import { HoldsController } from './holds.controller';
import { HoldsService } from './holds.service';

@Module({
  imports: [ClaimsModule, LinksModule, ProofsModule, SlotsModule],
  controllers: [HoldsController],
  providers: [HoldsService, HoldLimits, HoldRooms, HoldRemoval, ExpiredHoldsSweep],
  exports: [HoldsService, ClaimsModule, ProofsModule],
})
export class HoldsModule {}
