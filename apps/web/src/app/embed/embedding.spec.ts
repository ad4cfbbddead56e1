import { readSession } from '../platform/session-store';
import { startEmbedding } from './embedding';

describe('a page with somebody to fill in', () => {
  beforeEach(() => sessionStorage.clear());

  it('keeps them for the form and takes them out of the address', () => {
    history.replaceState({ kept: 1 }, '', '/ada/intro?tz=Asia/Tokyo&name=Grace&email=grace%40example.com#x');
    startEmbedding();
    expect(readSession('eb.person')).toEqual({ name: 'Grace', email: 'grace@example.com' });
    expect(location.pathname + location.search + location.hash).toBe('/ada/intro?tz=Asia%2FTokyo#x');
    expect(history.state).toEqual({ kept: 1 });
  });

  it('keeps what it knew where the address names only one of both', () => {
    sessionStorage.setItem('eb.person', JSON.stringify({ name: 'Grace', email: 'old@example.com' }));
    history.replaceState(null, '', '/ada/intro?email=new%40example.com');
    startEmbedding();
    expect(readSession('eb.person')).toEqual({ name: 'Grace', email: 'new@example.com' });
  });

  it('is left alone without one, also when it only says that it is embedded', () => {
    history.replaceState(null, '', '/ada/intro?embed=inline');
    startEmbedding();
    expect(readSession('eb.person')).toBeNull();
    expect(location.search).toBe('?embed=inline');
  });
});
