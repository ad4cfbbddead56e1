import fc from 'fast-check';
import { clientNetwork, wideNetwork } from './client-network';

const group = fc.integer({ min: 0, max: 0xffff });
const hex = (groups: readonly number[]) => groups.map((one) => one.toString(16)).join(':');

describe('clientNetwork', () => {
  it('gives addresses of one /64 one network and those of others another', () => {
    const half = fc.array(group, { minLength: 4, maxLength: 4 }).filter(([first]) => first !== 0);
    fc.assert(
      fc.property(half, half, half, half, (network, other, a, b) => {
        const of = clientNetwork(hex([...network, ...a]));
        expect(clientNetwork(hex([...network, ...b]))).toBe(of);
        expect(clientNetwork(hex([...other, ...a])) === of).toBe(hex(other) === hex(network));
      }),
    );
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207', '192.0.2.7'],
    ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:ffff::2', '2001:db8:0:0::/64'],
    ['2001:0db8:0000:0001::2', '2001:db8:0:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('reads %s as %s', (address, network) => expect(clientNetwork(address)).toBe(network));
});

describe('wideNetwork', () => {
  it.each([
    ['192.0.2.7', '192.0.2.0/24'],
    ['::ffff:192.0.2.200', '192.0.2.0/24'],
    ['2001:db8:1:2::3', '2001:db8:1::/48'],
    ['2001:db8:1:ffff::3', '2001:db8:1::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
  ])('reads %s as %s', (address, network) => expect(wideNetwork(address)).toBe(network));
});
