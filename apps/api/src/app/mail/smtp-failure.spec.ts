import { Deferred, Refused, Unreachable } from '../outbox/delivery-errors';
import { failureCode } from '../outbox/outbox-options';
import { failureOf } from './smtp-failure';

const fault = (code: string, responseCode?: number) =>
  Object.assign(new Error('to ada@example.org'), { code, ...(responseCode && { responseCode }) });

describe('failureOf', () => {
  it('distinguishes errors about a mail from errors about the server', () => {
    const kinds: [unknown, new (...parameters: never[]) => Error][] = [
      [fault('EENVELOPE', 550), Refused],
      [fault('EMESSAGE', 554), Refused],
      [fault('EENVELOPE'), Refused],
      [fault('EENVELOPE', 451), Deferred],
      [fault('EMESSAGE', 452), Deferred],
      [fault('EMESSAGE', 503), Deferred],
      [fault('EENVELOPE', 421), Unreachable],
      [fault('ESOCKET'), Unreachable],
      [fault('ETIMEDOUT'), Unreachable],
      [fault('EABORT'), Unreachable],
      [fault('EPROTOCOL', 554), Unreachable],
      [fault('EAUTH', 535), Unreachable],
    ];
    for (const [error, kind] of kinds) expect(failureOf(error, false)).toBeInstanceOf(kind);
  });

  it('keeps codes only', () => {
    expect(failureCode(failureOf(fault('EENVELOPE', 550), false))).toBe('EENVELOPE 550');
    const odd = failureOf(new TypeError('ada@example.org'), false);
    expect([odd.message, failureCode(odd)]).toEqual(['TypeError', 'TypeError']);
    expect(odd).not.toBeInstanceOf(Unreachable);
  });

  it('reports whether the server may have the mail', () => {
    expect(failureOf(fault('ECONNECTION'), true)).toMatchObject({ begun: true });
    expect(failureOf(fault('ECONNECTION'), false)).toMatchObject({ begun: false });
  });
});
