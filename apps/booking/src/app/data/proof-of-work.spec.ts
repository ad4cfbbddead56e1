import type { ProofChallenge } from '@expertbook/contracts';
import { createHash } from 'node:crypto';
import { FakeNetwork } from './fetch.fixture';
import { solveProof } from './proof-of-work';
import { callProven } from './proven-call';
import { sha256Hex } from './sha256';

const hashed = (text: string) => createHash('sha256').update(text).digest('hex');

function challengeWith(
  number: number,
  salt = 'a1b2?expires=1&expert=65f1c0ffee5ca1ab1e000001&',
): ProofChallenge {
  const challenge = hashed(`${salt}${number}`);
  return { algorithm: 'SHA-256', challenge, maxnumber: 5_000, salt, signature: 'abc' };
}

/** Decoded value of the header. */
function read(proof: string): unknown {
  return JSON.parse(atob(proof));
}

describe('proof of work', () => {
  it('computes the standard SHA-256 for every length', () => {
    for (let length = 0; length < 200; length++) {
      const text = 'x'.repeat(length);
      expect(sha256Hex(text)).toBe(hashed(text));
    }
  });

  it.each([0, 1, 1_999, 2_000, 5_000])('finds the number of the challenge (%d)', async (number) => {
    const asked = challengeWith(number);
    expect(read(await solveProof(asked))).toEqual({
      algorithm: 'SHA-256',
      challenge: asked.challenge,
      number,
      salt: asked.salt,
      signature: 'abc',
    });
  });

  it('fails where no number matches', async () => {
    await expect(solveProof({ ...challengeWith(7), maxnumber: 6 })).rejects.toThrow('no solution');
  });
});

describe('a call that may need a proof of work', () => {
  const network = new FakeNetwork();
  afterAll(() => network.restore());
  /** The one waiting request, as soon as there is one. */
  const next = async () => {
    for (;;) {
      const [request] = network.match(() => true);
      if (request) return request;
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  const call = () =>
    callProven('/holds', { method: 'POST', body: { a: 1 }, headers: { 'X-Link-Token': 'x' } });
  const ask = async (number: number) => {
    const request = await next();
    request.respond({ code: 'proof_of_work_required', challenge: challengeWith(number) }, { status: 428 });
    return request.headers.get('X-Proof-Of-Work');
  };

  it('sends no proof before the API requires one', async () => {
    const calling = call();
    const request = await next();
    expect([request.body, request.headers.get('X-Proof-Of-Work')]).toEqual([{ a: 1 }, null]);
    request.respond({ token: 't' }, { status: 201 });
    expect(await (await calling).json()).toEqual({ token: 't' });
  });

  it('is repeated unchanged, with the proof', async () => {
    const calling = call();
    expect(await ask(42)).toBeNull();
    const request = await next();
    expect([request.body, request.headers.get('X-Link-Token')]).toEqual([{ a: 1 }, 'x']);
    expect(read(request.headers.get('X-Proof-Of-Work') ?? '')).toMatchObject({ number: 42 });
    request.respond({}, { status: 201 });
    expect((await calling).status).toBe(201);
  });

  it('fails after the second proof', async () => {
    const calling = call();
    await ask(1);
    await ask(2);
    expect(read((await ask(3)) ?? '')).toMatchObject({ number: 2 });
    await expect(calling).rejects.toMatchObject({ status: 428 });
  });

  it('passes on every other error', async () => {
    const calling = call();
    (await next()).respond({ code: 'slot_taken' }, { status: 409 });
    await expect(calling).rejects.toMatchObject({ status: 409 });
  });
});
