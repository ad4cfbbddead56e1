import { Injectable } from '@nestjs/common';
import { DomainError } from '../http/domain-error';

/** Pictures decoded at the same time: each is a process and needs much memory for a moment. */
const MAX_RUNNING = 2;
const MAX_WAITING = 8;
const RETRY_AFTER_SECONDS = 5;

/** Limits how many pictures are decoded at once, to one per account. */
@Injectable()
export class PictureQueue {
  private readonly accounts = new Set<string>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  /**
   * Runs `decode` when a slot is free.
   * @throws DomainError `rate_limited` while the account has another one in progress, `busy_try_again` when too many
   * wait
   */
  async run<T>(account: string, decode: () => Promise<T>): Promise<T> {
    const retryAfter = RETRY_AFTER_SECONDS;
    if (this.accounts.has(account)) throw new DomainError('rate_limited', { retryAfter });
    if (this.waiting.length >= MAX_WAITING) throw new DomainError('busy_try_again', { retryAfter });
    this.accounts.add(account);
    try {
      if (this.running >= MAX_RUNNING) await new Promise<void>((resolve) => this.waiting.push(resolve));
      else this.running++;
      try {
        return await decode();
      } finally {
        const next = this.waiting.shift();
        // The next one in the queue takes over the slot.
        if (next) next();
        else this.running--;
      }
    } finally {
      this.accounts.delete(account);
    }
  }
}
