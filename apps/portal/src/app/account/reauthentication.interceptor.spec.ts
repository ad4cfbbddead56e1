import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { Reauthentication } from './reauthentication';
import { reauthenticationInterceptor } from './reauthentication.interceptor';

const URL = '/api/v1/auth/export';
const PROBLEM = {
  type: 'about:blank',
  title: '',
  status: 403,
  detail: 'Please confirm your password first.',
  instance: '',
  code: 'reauthentication_required',
};
const REFUSED = { status: 403, statusText: 'Forbidden' };

describe('reauthenticationInterceptor', () => {
  let http: HttpClient;
  let backend: HttpTestingController;
  let asked: number;
  let answer: boolean;

  beforeEach(() => {
    asked = 0;
    answer = true;
    const ask = () => {
      asked++;
      return Promise.resolve(answer);
    };
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([reauthenticationInterceptor])),
        provideHttpClientTesting(),
        { provide: Reauthentication, useValue: { ask } },
      ],
    });
    http = TestBed.inject(HttpClient);
    backend = TestBed.inject(HttpTestingController);
  });

  afterEach(() => backend.verify());

  const turns = () => new Promise((resolve) => setTimeout(resolve, 20));

  it('asks for the password and repeats the same request', async () => {
    const done = firstValueFrom(http.post(URL, { email: 'typed@example.com' }));
    backend.expectOne(URL).flush(PROBLEM, REFUSED);
    await turns();
    const again = backend.expectOne(URL);
    expect(again.request.body).toEqual({ email: 'typed@example.com' });
    again.flush({ done: true });
    expect(await done).toEqual({ done: true });
    expect(asked).toBe(1);
  });

  it('passes on the error when the user cancels, and does not ask a second time', async () => {
    answer = false;
    const done = firstValueFrom(http.get(URL));
    done.catch(() => undefined);
    backend.expectOne(URL).flush(PROBLEM, REFUSED);
    await expect(done).rejects.toMatchObject({ status: 403, error: { code: 'reauthentication_required' } });

    answer = true;
    const second = firstValueFrom(http.get(URL));
    second.catch(() => undefined);
    backend.expectOne(URL).flush(PROBLEM, REFUSED);
    await turns();
    backend.expectOne(URL).flush(PROBLEM, REFUSED);
    await expect(second).rejects.toMatchObject({ status: 403 });
    expect(asked).toBe(2);
  });

  it('ignores other errors', async () => {
    const done = firstValueFrom(http.get(URL));
    done.catch(() => undefined);
    backend.expectOne(URL).flush({ ...PROBLEM, code: 'forbidden' }, REFUSED);
    await expect(done).rejects.toMatchObject({ status: 403, error: { code: 'forbidden' } });
    expect(asked).toBe(0);
  });
});
