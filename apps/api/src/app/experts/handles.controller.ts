import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { SignedInUser } from '../auth/current';
import { CurrentUser, SignedInRoute } from '../auth/current';
import { HandleCheckDto } from './handle-check.dto';
import { HandleChecks } from './handle-checks.service';

@ApiTags('experts')
@SignedInRoute()
@Controller('handles')
export class HandlesController {
  constructor(private readonly checks: HandleChecks) {}

  /** Whether you could have this handle. It is not reserved: the change decides. */
  @Get(':handle')
  check(@CurrentUser() { userId }: SignedInUser, @Param('handle') handle: string): Promise<HandleCheckDto> {
    return this.checks.check(userId, handle);
  }
}
