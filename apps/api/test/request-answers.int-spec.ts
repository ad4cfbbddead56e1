import type { Booking, CreatedBooking, RequestToAnswer } from '@expertbook/contracts';
import { ANSWER_TOKEN_HEADER } from '@expertbook/contracts';
import { RequestDeadlines } from '../src/app/bookings/request-deadlines.service';
import type { Answer } from './harness';
import { problemOf } from './harness';
import { mailedRequests, textOf } from './mailed-requests';
import type { CaughtMail } from './smtp-catcher';
import { until } from './until';

const LINK = /\/account\/requests\/([\w-]+)#token=([\w-]+)/g;

/** A link of a mail. */
interface AnswerLink {
  uid: string;
  token: string;
}

describe('a request answered from its mail', () => {
  const at = mailedRequests({ questions: [{ id: 'topic', kind: 'text', label: 'Topic', required: false }] });

  const linksOf = (mail: CaughtMail): AnswerLink[] =>
    [...textOf(mail).matchAll(LINK)].map(([, uid = '', token = '']) => ({ uid, token }));
  const mailsTo = (email: string) => at.smtp.caught.filter(({ to }) => to.includes(email));
  /** Of the mails to the expert about this request, oldest first. */
  const linksAbout = (uid: string) =>
    mailsTo(at.expert.me.email)
      .flatMap(linksOf)
      .filter((link) => link.uid === uid);

  const request = async (i: number): Promise<{ booked: CreatedBooking; link: AnswerLink }> => {
    const booked = await at.expert.book(at.starts[i] ?? '', {
      eventType: at.eventType,
      with: { answers: { topic: 'Compilers' } },
    });
    expect(booked).toMatchObject({ status: 201, body: { status: 'pending' } });
    const link = await until('the mail', () => linksAbout(booked.body.uid).at(0));
    return { booked: booked.body, link };
  };
  const ask = (method: string, { uid, token }: AnswerLink, what = '', body?: unknown) =>
    at.api.call<RequestToAnswer>(method, `/requests/${uid}${what}`, {
      headers: { [ANSWER_TOKEN_HEADER]: token },
      ...(body !== undefined && { body }),
    });
  const view = async (link: AnswerLink): Promise<RequestToAnswer> => {
    const answer = await ask('GET', link);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const read = async ({ uid, manageToken }: CreatedBooking): Promise<Booking> =>
    (await at.api.call<Booking>('GET', `/bookings/${uid}`, { headers: { 'X-Manage-Token': manageToken } }))
      .body;
  const codeOf = (answer: Answer<unknown>) => [answer.status, problemOf(answer).code];

  it('is shown completely, and reading changes nothing', async () => {
    const { booked, link } = await request(0);
    for (const method of ['GET', 'HEAD']) {
      // A scanner that follows guessed links, even with the token.
      for (const path of ['/account', '/api/v1'].flatMap((at) =>
        ['', '/confirm', '/decline'].map((what) => `${at}/requests/${link.uid}${what}`),
      )) {
        const answer = await fetch(at.api.url + path, {
          method,
          headers: { [ANSWER_TOKEN_HEADER]: link.token },
        });
        expect([path, answer.status < 500]).toEqual([path, true]);
      }
    }
    expect(await view(link)).toMatchObject({
      state: 'open',
      title: 'Intro call',
      request: {
        uid: booked.uid,
        status: 'pending',
        respondBy: booked.respondBy,
        attendee: { name: 'Grace Hopper', email: 'grace@example.com' },
      },
      answers: [{ label: 'Topic', value: 'Compilers' }],
    });
    expect(await read(booked)).toMatchObject({ status: 'pending' });
  });

  it('is confirmed by its button, once, without sign-in', async () => {
    const { booked, link } = await request(0);
    // A client who has opened the link of a mail is verified: mails then contain their own texts.
    const [, token = ''] = await until('the client’s link', () =>
      mailsTo('grace@example.com')
        .map((one) => new RegExp(`/bookings/${booked.uid}#token=([\\w-]+)`).exec(textOf(one)))
        .find((found) => found !== null),
    );
    await at.api.call('GET', `/bookings/${booked.uid}`, { headers: { 'X-Manage-Token': token } });
    const both = await Promise.all([ask('POST', link, '/confirm', {}), ask('POST', link, '/confirm', {})]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 200)?.body).toMatchObject({ state: 'confirmed' });
    expect(await read(booked)).toMatchObject({ status: 'confirmed' });
    const mail = await until('the client’s mail', () =>
      mailsTo('grace@example.com').find(
        (one) => textOf(one).includes('confirmed your booking') && textOf(one).includes(booked.uid),
      ),
    );
    expect(textOf(mail)).toContain('Compilers');
    expect(textOf(mail)).toMatch(new RegExp(`/bookings/${booked.uid}#token=[\\w-]+`));
    expect(codeOf(await ask('POST', link, '/decline', {}))).toEqual([409, 'illegal_transition']);

    // The files have the answers, and the client's has their own page.
    const path = `/bookings/${booked.uid}/calendar.ics`;
    const asClient = { headers: { 'X-Manage-Token': booked.manageToken } };
    const files = [
      await at.api.call<string>('GET', path, asClient),
      await at.expert.asExpert<string>('GET', path),
    ];
    const [own, experts] = files.map(({ body }) => body.replace(/\r\n /g, ''));
    for (const file of [own, experts]) expect(file).toContain('Topic: Compilers');
    expect(own).toContain(`/bookings/${booked.uid}#token=${booked.manageToken}`);
    expect(experts).not.toContain('#token=');
    const { links } = await read(booked);
    const byTicket = await (await fetch(links.calendar.ics.replace(/^https?:\/\/[^/]+/, at.api.url))).text();
    expect(byTicket).toContain('BEGIN:VEVENT');
    expect(byTicket.replace(/\r\n /g, '')).not.toContain('#token=');
  });

  it('is declined with a reason that the client reads', async () => {
    const { booked, link } = await request(0);
    const declined = await ask('POST', link, '/decline', { reason: 'I am at sea until then.' });
    expect(declined).toMatchObject({ status: 200, body: { state: 'declined', request: null } });
    expect(await read(booked)).toMatchObject({
      status: 'declined',
      cancelledBy: 'expert',
      cancelReason: 'I am at sea until then.',
    });
    expect(await at.expert.starts(at.eventType)).toContain(at.starts[0]);
    const tooLong = await ask('POST', link, '/decline', { reason: 'x'.repeat(501) });
    expect(tooLong.status).toBe(422);
  });

  it('shows nothing about the client once it is answered, however old the mail', async () => {
    const { link } = await request(0);
    await ask('POST', link, '/confirm', {});
    const shown = await view(link);
    expect(shown).toMatchObject({ state: 'confirmed', request: null, answers: [] });
    expect(JSON.stringify(shown)).not.toMatch(/Grace|grace@|Compilers|token/i);
  });

  it('has its outcome: withdrawn, expired, rescheduled', async () => {
    const manage = ({ manageToken }: CreatedBooking) => ({ 'X-Manage-Token': manageToken });
    const withdrawn = await request(0);
    await at.api.call('POST', `/bookings/${withdrawn.booked.uid}/cancel`, {
      headers: manage(withdrawn.booked),
      body: {},
    });
    expect(await view(withdrawn.link)).toMatchObject({ state: 'withdrawn', request: null });
    expect(codeOf(await ask('POST', withdrawn.link, '/confirm', {}))).toEqual([409, 'illegal_transition']);

    const late = await request(2);
    await at.api.app.get(RequestDeadlines).expire(late.booked.uid, new Date(late.booked.respondBy ?? ''));
    expect(await view(late.link)).toMatchObject({ state: 'expired', request: null });
    expect(codeOf(await ask('POST', late.link, '/confirm', {}))).toEqual([409, 'request_expired']);

    const moved = await request(4);
    const next = await at.api.call<CreatedBooking>('POST', `/bookings/${moved.booked.uid}/reschedule`, {
      headers: manage(moved.booked),
      body: { start: at.starts[40] },
    });
    expect(await view(moved.link)).toMatchObject({ state: 'rescheduled', request: null });
    const link = await until('the mail about the new time', () => linksAbout(next.body.uid).at(0));
    expect(link.token).not.toBe(moved.link.token);
    expect(codeOf(await ask('GET', { uid: next.body.uid, token: moved.link.token }))).toEqual([
      404,
      'not_found',
    ]);
    expect(await ask('POST', link, '/confirm', {})).toMatchObject({
      status: 200,
      body: { state: 'confirmed' },
    });
  });

  it("also opens with the reminder's link", async () => {
    const { booked, link } = await request(0);
    const now = new Date(Date.parse(booked.respondBy ?? '') - 3_600_000);
    await at.api.app.get(RequestDeadlines).sweep({ isOver: false }, now);
    const reminder = await until('the reminder', () => linksAbout(booked.uid).at(1));
    expect(reminder.token).not.toBe(link.token);
    expect(await view(link)).toMatchObject({ state: 'open' });
    expect(await ask('POST', reminder, '/decline', {})).toMatchObject({ body: { state: 'declined' } });
    expect(await view(link)).toMatchObject({ state: 'declined' });
  });

  it('opens only with its own token, which opens nothing else and is not stored', async () => {
    const { booked, link } = await request(0);
    const other = await request(2);
    const wrong = [other.link.token, booked.manageToken, 'nonsense', ''];
    for (const token of wrong) {
      for (const [method, what] of [
        ['GET', ''],
        ['POST', '/confirm'],
        ['POST', '/decline'],
      ] as const) {
        const answer = await ask(method, { uid: link.uid, token }, what, method === 'POST' ? {} : undefined);
        expect([token, what, ...codeOf(answer)]).toEqual([token, what, 404, 'not_found']);
      }
    }
    const asManage = { headers: { 'X-Manage-Token': link.token } };
    expect((await at.api.call('GET', `/bookings/${link.uid}`, asManage)).status).toBe(404);
    expect(
      (await at.api.call('POST', `/bookings/${link.uid}/cancel`, { ...asManage, body: {} })).status,
    ).toBe(404);
    for (const { name } of await at.api.connection.listCollections()) {
      const all = await at.api.connection.collection(name).find().toArray();
      expect([name, JSON.stringify(all).includes(link.token)]).toEqual([name, false]);
    }
    expect(mailsTo('grace@example.com').flatMap(linksOf)).toEqual([]);
  });
});
