import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { AvailabilityModule } from '../availability/availability.module';
import { BookingsModule } from '../bookings/bookings.module';
import { ExpertsModule } from '../experts/experts.module';
import { LinksModule } from '../links/links.module';
import { AvailabilityGateway } from './availability.gateway';
import { ExpertGateway } from './expert.gateway';
import { SessionSockets } from './session-sockets';

@Module({
  imports: [AuthModule, AvailabilityModule, BookingsModule, ExpertsModule, LinksModule],
  providers: [AvailabilityGateway, ExpertGateway, SessionSockets],
})
export class RealtimeModule {}
