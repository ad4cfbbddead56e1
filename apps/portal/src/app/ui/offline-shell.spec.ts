import { registerOfflineShell } from './offline-shell';

describe('the offline shell', () => {
  it("is registered once, for the whole origin, and never from the browser's cache", async () => {
    const register = jest.fn().mockResolvedValue({});
    await registerOfflineShell({ serviceWorker: { register } as unknown as ServiceWorkerContainer });
    expect(register.mock.calls).toEqual([['/sw.js', { updateViaCache: 'none' }]]);
  });

  it('is optional: without it everything works', async () => {
    await registerOfflineShell({});
    const register = jest.fn().mockRejectedValue(new DOMException('not here', 'SecurityError'));
    await registerOfflineShell({ serviceWorker: { register } as unknown as ServiceWorkerContainer });
    expect(register).toHaveBeenCalled();
  });
});
