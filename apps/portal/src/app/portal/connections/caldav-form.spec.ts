import { HttpErrorResponse } from '@angular/common/http';
import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import type { ConnectCalDavRequest, ErrorCode } from '@expertbook/contracts';
import { connectionLike } from './calendar.fixture';
import { CalDavForm } from './caldav-form';
import type { CalendarSource } from './calendar-sources';
import { ConnectionsStore } from './connections-store';

describe('the form of a CalDAV account', () => {
  let sent: ConnectCalDavRequest[];
  let refusal: ErrorCode | null;
  let fixture: ComponentFixture<CalDavForm>;

  const page = () => fixture.nativeElement as HTMLElement;
  const inputs = () => [...page().querySelectorAll('input')];
  const errors = () => [...page().querySelectorAll('.eb-error')].map((one) => one.textContent.trim());
  const notices = () => page().querySelector('[role="alert"]')?.textContent.trim();

  async function open(source: CalendarSource): Promise<void> {
    fixture = TestBed.createComponent(CalDavForm);
    fixture.componentRef.setInput('source', source);
    await fixture.whenStable();
  }

  async function submit(...texts: string[]): Promise<void> {
    inputs().forEach((input, i) => {
      input.value = texts[i] ?? '';
      input.dispatchEvent(new Event('input'));
    });
    page().querySelector('form')?.dispatchEvent(new Event('submit'));
    await fixture.whenStable();
  }

  beforeEach(() => {
    HTMLElement.prototype.scrollIntoView = () => undefined;
    [sent, refusal] = [[], null];
    const store: Partial<ConnectionsStore> = {
      connectCalDav: async (request) => {
        sent.push(request);
        if (refusal) {
          const error = { code: refusal, status: 422, title: '', detail: 'Refused.', type: '', instance: '' };
          throw new HttpErrorResponse({ status: 422, error });
        }
        return connectionLike({ provider: 'caldav' });
      },
    };
    TestBed.configureTestingModule({ providers: [{ provide: ConnectionsStore, useValue: store }] });
  });

  it('asks a known provider’s customer for the account alone', async () => {
    await open('icloud');
    expect(page().textContent).toContain('account.apple.com');
    await submit(' ada@example.com ', 'abcd-efgh');
    expect(sent).toEqual([
      { address: 'https://caldav.icloud.com', username: 'ada@example.com', password: 'abcd-efgh' },
    ]);
  });

  it('asks for the server where there are many, and sends nothing without it', async () => {
    await open('nextcloud');
    await submit('', 'ada', 'abcd');
    expect(sent).toEqual([]);
    expect(errors()).toEqual(['Enter the address of the server.']);
    await submit('cloud.example.com', 'ada', 'abcd');
    expect(sent[0]?.address).toBe('https://cloud.example.com');
  });

  it('says what was refused at its field, and above the form what has none', async () => {
    await open('caldav');
    refusal = 'address_not_reachable';
    await submit('cloud.example.com', 'ada', 'abcd');
    expect([errors(), notices()]).toEqual([['Refused.'], undefined]);
    expect(inputs()[0]?.getAttribute('aria-invalid')).toBe('true');
    await open('icloud');
    refusal = 'provider_refused';
    await submit('ada', 'abcd');
    expect(inputs()[1]?.getAttribute('aria-invalid')).toBe('true');
    refusal = 'address_not_reachable';
    await submit('ada', 'abcd');
    expect([errors(), notices()]).toEqual([[], 'Refused.']);
  });
});
