import type { ErasedClient } from '@expertbook/contracts';

export class ErasedClientDto implements ErasedClient {
  /** Bookings that name nobody any more
   * @example 4 */
  erased: number;

  /** Of these, how many were still to come and were cancelled for it
   * @example 1 */
  cancelled: number;
}
