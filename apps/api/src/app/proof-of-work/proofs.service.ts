import { Inject, Injectable } from '@nestjs/common';
import type { ProofChallenge } from '@expertbook/contracts';
import { createChallenge, extractParams, verifySolution } from 'altcha-lib';
import type { Types } from 'mongoose';
import { hkdfSync } from 'node:crypto';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { DomainError } from '../http/domain-error';
import { RateWindows } from '../http/rate-windows';
import { SharedLimit } from '../http/shared-limit';

const MINUTE_MS = 60_000;
/** How long proofs are required after a calendar was under load. */
const RUSH_MS = 10 * MINUTE_MS;
const CHALLENGE_MS = 5 * MINUTE_MS;
/**
 * Maximum number to find: half of that on average takes half a second on a phone. Thousands of requests need one
 * each.
 */
const MAX_NUMBER = 100_000;
/** Longer than any solution. */
const MAX_PROOF_LENGTH = 1000;

/**
 * Requires a proof of work (ALTCHA) while an expert's calendar is under load: more than `PROOF_AFTER` attempts to hold or book a
 * minute in this process, or so much of it on hold that the limits are near, which every process sees. Otherwise none.
 */
@Injectable()
export class Proofs {
  private readonly attempts = new RateWindows();
  private readonly rushes = new RateWindows();
  private readonly hmacKey: string;

  constructor(
    private readonly shared: SharedLimit,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    const key = hkdfSync('sha256', environment.jwtSecret, '', 'expertbook proof of work', 32);
    this.hmacKey = Buffer.from(key).toString('hex');
  }

  /**
   * Counts an attempt on an expert's calendar and lets it pass without load, or with an unused proof.
   * @param proof the solution as it was sent
   * @param isCrowded whether much of the calendar is on hold
   * @throws DomainError `proof_of_work_required` with a new challenge
   */
  async authorize(expertId: Types.ObjectId, proof: string | null, isCrowded: boolean): Promise<void> {
    const expert = String(expertId);
    const { isBlocked } = this.attempts.count(expert, MINUTE_MS, this.environment.proofAfter);
    if (isBlocked || isCrowded) this.rushes.count(expert, RUSH_MS, 0);
    if (this.rushes.hits(expert) === 0) return;
    if (proof !== null && (await this.isGood(proof, expert))) return;
    throw new DomainError('proof_of_work_required', { challenge: await this.challengeFor(expert) });
  }

  private async challengeFor(expert: string): Promise<ProofChallenge> {
    const { algorithm, challenge, maxnumber, salt, signature } = await createChallenge({
      hmacKey: this.hmacKey,
      maxnumber: MAX_NUMBER,
      expires: new Date(Date.now() + CHALLENGE_MS),
      params: { expert },
    });
    return { algorithm, challenge, maxnumber: maxnumber ?? MAX_NUMBER, salt, signature };
  }

  private async isGood(proof: string, expert: string): Promise<boolean> {
    if (proof.length > MAX_PROOF_LENGTH) return false;
    // The library parses untrusted input and throws for some of it.
    const isRight = await verifySolution(proof, this.hmacKey).catch(() => false);
    if (!isRight || extractParams(proof)['expert'] !== expert) return false;
    const { isBlocked } = await this.shared.hit(`proof ${challengeOf(proof)}`, CHALLENGE_MS, 1);
    return !isBlocked;
  }
}

/** Of a verified solution: the text itself may be written in more than one way. */
function challengeOf(proof: string): string {
  const { challenge } = JSON.parse(Buffer.from(proof, 'base64').toString('utf8')) as { challenge: string };
  return challenge;
}
