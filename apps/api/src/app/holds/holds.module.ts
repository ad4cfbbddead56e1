import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module';
import { ExpiredHolds } from './expired-holds';
import { HoldsController } from './holds.controller';
import { HoldsService } from './holds.service';

@Module({
  imports: [ClaimsModule],
  controllers: [HoldsController],
  providers: [HoldsService, ExpiredHolds],
  exports: [HoldsService, ClaimsModule],
})
export class HoldsModule {}
