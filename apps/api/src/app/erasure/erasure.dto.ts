import type { ErasedClient } from '@expertbook/contracts';

export class ErasedClientDto implements ErasedClient {
  /** Bookings whose personal data has been removed
   * @example 4 */
  erased: number;

  /**
   * Of these, how many were in the future and were cancelled
   * @example 1
   */
  cancelled: number;
}
