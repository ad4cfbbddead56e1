import { Types } from 'mongoose';
import type { AttendeeRecord, BookingRecord } from '../calendars/booking.schema';
import { withAttendee } from './booking';
import { bookingUpdate } from './booking-update';

const AT = new Date('2027-01-04T10:00:00Z');

function person(uid: string): AttendeeRecord {
  return {
    uid,
    calendarUid: uid,
    tokenHashes: [],
    status: 'confirmed',
    name: uid,
    email: `${uid}@example.com`,
    timeZone: 'UTC',
    answers: {},
    notes: '',
    sequence: 0,
    cancelReason: null,
    cancelledBy: null,
    rescheduledTo: null,
    rescheduledFrom: null,
    createdAt: AT,
  };
}

function session(...uids: string[]): BookingRecord {
  const attendees = uids.map(person);
  const history = attendees.map(({ uid }) => ({ at: AT, uid, status: 'confirmed', by: 'client' }) as const);
  const parts = { status: 'confirmed', live: true, seats: 4, seatsTaken: uids.length } as const;
  return { _id: new Types.ObjectId(), ...parts, attendees, history } as unknown as BookingRecord;
}

describe('bookingUpdate', () => {
  it('names the one attendee who leaves, and no others', () => {
    const before = session('ada', 'bob');
    const left = { ...person('bob'), status: 'cancelled', sequence: 1 } as const;
    const { update, arrayFilters } = bookingUpdate(
      before,
      withAttendee(before, left, { at: AT, by: 'client' }),
    );
    expect(update).toEqual({
      $set: {
        seatsTaken: 1,
        'attendees.$[a0].status': 'cancelled',
        'attendees.$[a0].sequence': 1,
        // Another object, so it counts as changed.
        'attendees.$[a0].tokenHashes': [],
        'attendees.$[a0].answers': {},
      },
      $push: { history: { $each: [{ at: AT, uid: 'bob', status: 'cancelled', by: 'client' }] } },
    });
    expect(arrayFilters).toEqual([{ 'a0.uid': 'bob' }]);
  });

  it('changes status and claim when the last attendee leaves', () => {
    const before = session('ada');
    const [ada] = before.attendees;
    const left: AttendeeRecord = { ...(ada ?? person('ada')), status: 'cancelled' };
    const { update } = bookingUpdate(before, withAttendee(before, left, { at: AT, by: 'expert' }));
    expect(update['$set']).toEqual({
      status: 'cancelled',
      live: false,
      seatsTaken: 0,
      'attendees.$[a0].status': 'cancelled',
    });
  });

  it('addresses several attendees who leave at once', () => {
    const before = session('ada', 'bob');
    let after = before;
    for (const one of before.attendees) {
      after = withAttendee(after, { ...one, status: 'cancelled' }, { at: AT, by: 'expert' });
    }
    const { update, arrayFilters } = bookingUpdate(before, after);
    expect(arrayFilters).toEqual([{ 'a0.uid': 'ada' }, { 'a1.uid': 'bob' }]);
    expect(update['$push']).toMatchObject({ history: { $each: [{ uid: 'ada' }, { uid: 'bob' }] } });
  });
});
