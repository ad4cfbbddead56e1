import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import type { SignedInExpert } from '../auth/current';
import { User } from '../auth/user.schema';
import { Expert } from '../offerings/expert.schema';
import { DomainError } from '../http/domain-error';
import { hashToken } from '../tokens/random-token';
import { tokenOpens } from './booking-tokens';
import type { SeenBooking } from './booking.mapper';
import { BookingRecord } from '../calendars/booking.schema';

/** The requester of a booking: the holder of its link, or an expert. */
export interface Requester {
  token: string | null;
  expert: SignedInExpert | null;
  /** Whether a signed link was used, which reads like the client. */
  byTicket?: boolean;
  /** The token of a mail that answers this one request; it authorizes like its expert. */
  answerToken?: string;
}

/** A booking with its expert's address. */
export interface FoundBooking extends SeenBooking {
  /** Of the expert's account, for calendar files and mails. */
  expertEmail: string;
}

export interface AccessedBooking extends FoundBooking {
  by: 'client' | 'expert';
  /** Whether it was opened with a link of a mail to the attendee. */
  provesEmail: boolean;
}

/** Opens bookings for their client and their expert; for all others they do not exist. */
@Injectable()
export class BookingAccess {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(User.name) private readonly users: Model<User>,
  ) {}

  /** @throws DomainError `not_found` for unknown uids, wrong tokens and other experts' bookings alike */
  async open(
    uid: string,
    { token, expert: requester, byTicket = false, answerToken }: Requester,
    session: ClientSession | null = null,
  ): Promise<AccessedBooking> {
    const { booking, attendee } = await this.read(uid, session);
    const answers =
      answerToken !== undefined && (attendee.answerHashes ?? []).includes(hashToken(answerToken));
    const isExpert = answers || (requester !== null && requester.expertId.equals(booking.expertId));
    const { opens, provesEmail } = tokenOpens(attendee, token);
    if (!isExpert && !opens && !byTicket) throw new DomainError('not_found');
    const found = await this.withExpert({ booking, attendee }, session);
    return { ...found, provesEmail, by: isExpert ? 'expert' : 'client' };
  }

  /** For the installation's own jobs, which have no requester. @throws DomainError `not_found` */
  async find(uid: string, session: ClientSession | null = null): Promise<FoundBooking> {
    return this.withExpert(await this.read(uid, session), session);
  }

  /** The account's address of an expert. */
  async emailOf(expert: Expert, session: ClientSession | null = null): Promise<string> {
    const user = await this.users.findById(expert.userId, { email: 1 }).session(session).lean();
    if (!user) throw new Error(`Expert ${String(expert._id)} has no account.`);
    return user.email;
  }

  private async read(
    uid: string,
    session: ClientSession | null,
  ): Promise<Pick<SeenBooking, 'booking' | 'attendee'>> {
    const booking = await this.bookings.findOne({ 'attendees.uid': uid }).session(session).lean();
    const attendee = booking?.attendees.find((candidate) => candidate.uid === uid);
    if (!booking || !attendee) throw new DomainError('not_found');
    return { booking, attendee };
  }

  private async withExpert(
    { booking, attendee }: Pick<SeenBooking, 'booking' | 'attendee'>,
    session: ClientSession | null,
  ): Promise<FoundBooking> {
    const expert = await this.experts.findById(booking.expertId).session(session).lean();
    if (!expert) throw new DomainError('not_found');
    return { booking, attendee, expert, expertEmail: await this.emailOf(expert, session) };
  }
}
