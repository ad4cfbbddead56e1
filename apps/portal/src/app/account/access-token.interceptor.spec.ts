import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { AccessToken } from './access-token';
import { accessTokenInterceptor } from './access-token.interceptor';

describe('accessTokenInterceptor', () => {
  let http: HttpClient;
  let backend: HttpTestingController;
  let token: AccessToken;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([accessTokenInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpClient);
    backend = TestBed.inject(HttpTestingController);
    token = TestBed.inject(AccessToken);
    token.value = 'old';
  });

  afterEach(() => backend.verify());

  const turns = () => new Promise((resolve) => setTimeout(resolve));
  const refuse = (url: string) =>
    backend.expectOne(url).flush(null, { status: 401, statusText: 'Unauthorized' });

  it('sends the token to the API', () => {
    http.get('/api/v1/bookings').subscribe();
    const request = backend.expectOne('/api/v1/bookings');
    expect(request.request.headers.get('Authorization')).toBe('Bearer old');
    request.flush({});
  });

  it.each([
    '/api/v1/auth/login',
    '/api/v1/auth/register',
    '/api/v1/auth/refresh',
    '/api/v1/auth/logout',
    '/api/v1/auth/password/forgot',
    '/api/v1/auth/password/reset',
    'https://elsewhere.example/api/v1/bookings',
    '/favicon.svg',
  ])('sends no token to %s', (url) => {
    http.get(url).subscribe();
    const request = backend.expectOne(url);
    expect(request.request.headers.has('Authorization')).toBe(false);
    request.flush({});
  });

  it('sends nothing without a token', () => {
    token.value = null;
    http.get('/api/v1/experts/ada').subscribe();
    expect(backend.expectOne('/api/v1/experts/ada').request.headers.has('Authorization')).toBe(false);
  });

  it('retries once with a renewed token after a 401', async () => {
    token.renew = (stale) => Promise.resolve(stale === 'old' ? 'new' : null);
    const answer = firstValueFrom(http.get('/api/v1/bookings'));
    refuse('/api/v1/bookings');
    await turns();
    const second = backend.expectOne('/api/v1/bookings');
    expect(second.request.headers.get('Authorization')).toBe('Bearer new');
    second.flush({ items: [] });
    expect(await answer).toEqual({ items: [] });
  });

  it('does not retry a second time', async () => {
    token.renew = () => Promise.resolve('new');
    const answer = firstValueFrom(http.get('/api/v1/bookings'));
    answer.catch(() => undefined);
    refuse('/api/v1/bookings');
    await turns();
    refuse('/api/v1/bookings');
    await expect(answer).rejects.toMatchObject({ status: 401 });
  });

  it('passes on the 401 when the session has ended', async () => {
    token.renew = () => Promise.resolve(null);
    const answer = firstValueFrom(http.get('/api/v1/bookings'));
    answer.catch(() => undefined);
    refuse('/api/v1/bookings');
    await expect(answer).rejects.toMatchObject({ status: 401 });
  });

  it('does not treat a wrong password as an ended session', async () => {
    token.renew = () => Promise.reject(new Error('must not be asked'));
    const answer = firstValueFrom(http.post('/api/v1/auth/password', {}));
    answer.catch(() => undefined);
    backend
      .expectOne('/api/v1/auth/password')
      .flush({ code: 'invalid_credentials' }, { status: 401, statusText: 'Unauthorized' });
    await expect(answer).rejects.toMatchObject({ status: 401, error: { code: 'invalid_credentials' } });
  });

  it('ignores other errors', async () => {
    token.renew = () => Promise.reject(new Error('must not be asked'));
    const answer = firstValueFrom(http.get('/api/v1/bookings'));
    answer.catch(() => undefined);
    backend.expectOne('/api/v1/bookings').flush(null, { status: 403, statusText: 'Forbidden' });
    await expect(answer).rejects.toMatchObject({ status: 403 });
  });
});
