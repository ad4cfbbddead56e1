import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Types } from 'mongoose';
import { addressKey } from '../http/email-address';

const ID_BYTES = 12;
const RECIPIENT_BYTES = 16;
const SIGNATURE_BYTES = 16;
const TOKEN_BYTES = ID_BYTES + RECIPIENT_BYTES + SIGNATURE_BYTES;
const TOKEN = /^[\w-]{59}$/;

/** An expert, and the hash of an address that gets their reminders. */
export interface ReminderSubject {
  expertId: Types.ObjectId;
  /** Hex; the same for every spelling of the address. */
  recipient: string;
}

/** The subject of reminders from an expert to an address. */
export function reminderSubject(expertId: Types.ObjectId, email: string): ReminderSubject {
  const hash = createHash('sha256')
    .update(`reminders ${String(expertId)} ${addressKey(email)}`)
    .digest();
  return { expertId, recipient: hash.subarray(0, RECIPIENT_BYTES).toString('hex') };
}

/** The token of the link that stops these reminders. It contains no address and needs no storage. */
export function reminderToken({ expertId, recipient }: ReminderSubject, secret: string): string {
  const head = Buffer.concat([Buffer.from(expertId.toHexString(), 'hex'), Buffer.from(recipient, 'hex')]);
  return Buffer.concat([head, signatureOf(head, secret)]).toString('base64url');
}

/** What a token is about; null unless this installation made it. */
export function readReminderToken(token: string, secret: string): ReminderSubject | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const head = bytes.subarray(0, TOKEN_BYTES - SIGNATURE_BYTES);
  const signature = bytes.subarray(head.length);
  if (signature.length !== SIGNATURE_BYTES || !timingSafeEqual(signature, signatureOf(head, secret)))
    return null;
  return {
    expertId: new Types.ObjectId(head.subarray(0, ID_BYTES).toString('hex')),
    recipient: head.subarray(ID_BYTES).toString('hex'),
  };
}

/**
 * The manage token of a reminder's link. Every attempt of the same message has the same one, so that the booking gets
 * one hash of it.
 */
export function manageTokenOf(key: string, secret: string): string {
  return createHmac('sha256', secret)
    .update(`manage link of ${key}`)
    .digest()
    .subarray(0, 24)
    .toString('base64url');
}

function signatureOf(head: Buffer, secret: string): Buffer {
  return createHmac('sha256', secret)
    .update('stop reminders')
    .update(head)
    .digest()
    .subarray(0, SIGNATURE_BYTES);
}
