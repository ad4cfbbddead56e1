import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { BookingsModule } from '../bookings/bookings.module';
import { ExpertsModule } from '../experts/experts.module';
import { LinksModule } from '../links/links.module';
import { SlotsModule } from '../slots/slots.module';
import { AvailabilityGateway } from './availability.gateway';
import { ExpertGateway } from './expert.gateway';
import { SessionSockets } from './session-sockets';

@Module({
  imports: [AuthModule, BookingsModule, ExpertsModule, LinksModule, SlotsModule],
  providers: [AvailabilityGateway, ExpertGateway, SessionSockets],
})
export class RealtimeModule {}
