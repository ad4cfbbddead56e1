import type { ErasedClient } from '@expertbook/contracts';

export class ErasedClientDto implements ErasedClient {
  /** Bookings whose personal data has been removed
   * @example 4 */
  erased: number;

  /** Of these, how many were still to come and were cancelled for it
   * @example 1 */
  cancelled: number;
}
