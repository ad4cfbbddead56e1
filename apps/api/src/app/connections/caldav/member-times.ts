import type { BusyTime } from '../../busy-times/busy-time';
import { BUSY_TIMES_LIMITS } from '../../busy-times/busy-time';
import { busyTimesSteps } from '../../busy-times/read-busy-times';
import type { ReadRequest, ResourceTimes } from '../calendar-adapter';
import type { CalendarLocation } from '../calendar-location';
import { ProviderError } from '../calendar-adapter';
import type { CalendarMembers, Member } from './calendar-members';
import { isGone } from './calendar-members';
import type { DavSession } from './dav-session';
import { StatusFailure } from './dav-session';
import { PROPERTY, textsOfMembers } from './requests';

/** Few enough that their texts fit in a response, and enough that the way to the server is not made too often. */
const BATCH = 200;
/** Of one resource: what is read of it without a turn for others. */
const MAX_OCCURRENCES = 5_000;
const MAX_STEPS = 20_000;

/** Reads the texts of members in batches, and their busy times. Keeps no text longer than its batch. */
export class MemberTimes {
  private readonly left = { ...BUSY_TIMES_LIMITS };

  constructor(
    private readonly session: DavSession,
    private readonly members: CalendarMembers,
    private readonly calendar: CalendarLocation,
    private readonly request: ReadRequest,
  ) {}

  /**
   * @returns the times, and the keys of members that were removed in the meantime
   * @throws ProviderError
   */
  async of(members: readonly Member[]): Promise<{ resources: ResourceTimes[]; removed: string[] }> {
    const resources: ResourceTimes[] = [];
    const removed: string[] = [];
    for (let from = 0; from < members.length; from += BATCH) {
      const batch = members.slice(from, from + BATCH);
      const texts = await this.textsOf(batch);
      for (const { key, href } of batch) {
        // Some servers leave out what is gone, others what they find under another spelling of its address.
        const text = texts.has(key) ? texts.get(key) : await this.textOf(href);
        if (text === null || text === undefined) removed.push(key);
        else resources.push({ resource: key, times: await this.timesOf(text) });
        texts.delete(key);
      }
    }
    return { resources, removed };
  }

  /** By key; null for a member that is gone. */
  private async textsOf(batch: readonly Member[]): Promise<Map<string, string | null>> {
    const texts = new Map<string, string | null>();
    const { resources } = await this.session.multistatus({
      method: 'REPORT',
      url: this.members.url,
      depth: '1',
      body: textsOfMembers(batch.map(({ href }) => href)),
    });
    for (const resource of resources) {
      const key = this.members.keyOf(resource.href);
      const text = resource.found.get(PROPERTY.data)?.text;
      if (key === null) continue;
      if (isGone(resource)) texts.set(key, null);
      else if (text !== undefined) texts.set(key, text);
    }
    return texts;
  }

  private async textOf(href: string): Promise<string | null> {
    const { status, body, headers } = await this.session.send({
      method: 'GET',
      url: new URL(href, this.members.url),
    });
    if (status === 404 || status === 410) return null;
    if (status !== 200) throw new StatusFailure(status, headers);
    return body.toString('utf8');
  }

  private async timesOf(text: string): Promise<BusyTime[]> {
    this.spend('characters', text.length);
    const { from, to, expertZone, addresses } = this.request;
    const steps = busyTimesSteps([text], {
      from,
      to,
      expertZone,
      addresses,
      ...(this.calendar.timeZone !== null && { calendarZone: this.calendar.timeZone }),
      transparent: true,
      limits: {
        ...this.left,
        occurrences: Math.min(this.left.occurrences, MAX_OCCURRENCES),
        steps: MAX_STEPS,
      },
    });
    for (;;) {
      const step = steps.next();
      if (!step.done) {
        await this.session.budget.step();
        continue;
      }
      const { busy, problems } = step.value;
      if (problems.some(({ code }) => code.startsWith('too_'))) throw new ProviderError('too_large');
      this.spend('occurrences', busy.length);
      return busy;
    }
  }

  private spend(limit: 'characters' | 'occurrences', count: number): void {
    this.left[limit] -= count;
    if (this.left[limit] < 0) throw new ProviderError('too_large');
  }
}
