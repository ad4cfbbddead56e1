import type { SignedInSession } from '@expertbook/contracts';
import { ApiProperty } from '@nestjs/swagger';

/** A session of the account. */
export class SignedInSessionDto implements SignedInSession {
  @ApiProperty({ example: '5f0c8c2f7e1d4b6a9c3e2d1f0a9b8c7d' })
  id: string;

  /** The user agent of the browser, cut to 200 characters. */
  @ApiProperty({ example: 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0' })
  userAgent: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2027-01-04T08:00:00.000Z' })
  createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2027-01-05T08:00:00.000Z' })
  lastUsedAt: string;

  /** When it ends even if it is in use. */
  @ApiProperty({ type: String, format: 'date-time', example: '2027-04-04T08:00:00.000Z' })
  endsAt: string;

  /** Whether it is the session of this request, as identified by the access token. */
  @ApiProperty({ example: true })
  current: boolean;
}
