import { readSession } from '@expertbook/web-shared/platform/session-store';
import { startEmbedding } from './embedding';

describe('a page opened with a person in its address', () => {
  beforeEach(() => sessionStorage.clear());

  it('keeps the person for the form and removes them from the address', () => {
    history.replaceState({ kept: 1 }, '', '/ada/intro?tz=Asia/Tokyo&name=Grace&email=grace%40example.com#x');
    startEmbedding();
    expect(readSession('eb.person')).toEqual({ name: 'Grace', email: 'grace@example.com' });
    expect(location.pathname + location.search + location.hash).toBe('/ada/intro?tz=Asia%2FTokyo#x');
    expect(history.state).toEqual({ kept: 1 });
  });

  it('keeps the stored value of a field that the address does not name', () => {
    sessionStorage.setItem('eb.person', JSON.stringify({ name: 'Grace', email: 'old@example.com' }));
    history.replaceState(null, '', '/ada/intro?email=new%40example.com');
    startEmbedding();
    expect(readSession('eb.person')).toEqual({ name: 'Grace', email: 'new@example.com' });
  });

  it('is left alone without a person, also when it is embedded', () => {
    history.replaceState(null, '', '/ada/intro?embed=inline');
    startEmbedding();
    expect(readSession('eb.person')).toBeNull();
    expect(location.search).toBe('?embed=inline');
  });
});
