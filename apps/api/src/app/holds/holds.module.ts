import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module';
import { ExpiredHolds } from './expired-holds';
import { LinksModule } from '../links/links.module';
import { ProofsModule } from '../proof-of-work/proofs.module';
import { SlotsModule } from '../slots/slots.module';
import { HoldLimits } from './hold-limits';
import { HoldRooms } from './hold-room';
import { HoldsController } from './holds.controller';
import { HoldsService } from './holds.service';

@Module({
  imports: [ClaimsModule, LinksModule, ProofsModule, SlotsModule],
  controllers: [HoldsController],
  providers: [HoldsService, HoldLimits, HoldRooms, ExpiredHolds],
  exports: [HoldsService, ClaimsModule, ProofsModule],
})
export class HoldsModule {}
