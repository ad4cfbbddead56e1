import { Types } from 'mongoose';
import fc from 'fast-check';
import { readReminderToken, reminderSubject, reminderToken } from './reminder-token';

const SECRET = 'a secret of an installation';
const expertId = new Types.ObjectId('65f1c0ffee5ca1ab1e000001');
const subject = reminderSubject(expertId, 'grace@example.com');

describe('the token of a reminder', () => {
  it('is about one expert and one address, however that is spelled', () => {
    expect(readReminderToken(reminderToken(subject, SECRET), SECRET)).toEqual(subject);
    expect(reminderSubject(expertId, ' Grace@Example.com')).toEqual(subject);
    expect(reminderSubject(expertId, 'mary@example.com')).not.toEqual(subject);
    expect(reminderSubject(new Types.ObjectId(), 'grace@example.com').recipient).not.toBe(subject.recipient);
  });

  it('contains no address', () => {
    expect(Buffer.from(reminderToken(subject, SECRET), 'base64url').toString('latin1')).not.toContain(
      'grace',
    );
  });

  it('is not accepted once it is changed, or from another installation', () => {
    const token = reminderToken(subject, SECRET);
    expect(readReminderToken(token, 'another secret')).toBeNull();
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'b', '7', '_'), (place, letter) => {
        const changed = token.slice(0, place) + letter + token.slice(place + 1);
        const read = readReminderToken(changed, SECRET);
        // The last letter has bits that no byte uses.
        if (read) expect(read).toEqual(subject);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => expect(readReminderToken(text, SECRET)).toBeNull()));
  });
});
