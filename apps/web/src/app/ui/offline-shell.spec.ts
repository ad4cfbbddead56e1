import { takeInOfflineShell } from './offline-shell';

describe('The offline shell', () => {
  it('is taken in once, for the whole origin, and never from an old copy', async () => {
    const register = jest.fn().mockResolvedValue({});
    await takeInOfflineShell({ serviceWorker: { register } as unknown as ServiceWorkerContainer });
    expect(register.mock.calls).toEqual([['/sw.js', { updateViaCache: 'none' }]]);
  });

  it('is no condition for anything', async () => {
    await takeInOfflineShell({});
    const register = jest.fn().mockRejectedValue(new DOMException('not here', 'SecurityError'));
    await takeInOfflineShell({ serviceWorker: { register } as unknown as ServiceWorkerContainer });
    expect(register).toHaveBeenCalled();
  });
});
