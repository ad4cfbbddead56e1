import fc from 'fast-check';
import * as ipaddr from 'ipaddr.js';
import { BlockList } from 'node:net';
import { isPublicAddress } from './public-address';

/** The IANA special-purpose registries for IPv4 and IPv6 as of 2025, and the multicast registries. */
const SPECIAL_IPV4 =
  `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
  224.0.0.0/4 240.0.0.0/4 255.255.255.255/32`.split(/\s+/);
const SPECIAL_IPV6 =
  `::1/128 ::/128 ::ffff:0:0/96 ::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001::/32
  2001:1::1/128 2001:2::/48 2001:3::/32 2001:4:112::/48 2001:10::/28 2001:20::/28 2001:30::/28 2001:db8::/32 2002::/16
  2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8`.split(/\s+/);

const octets = fc.uint8Array({ minLength: 4, maxLength: 4 });
const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });

/** An address of the block: its prefix, and random bits for the rest. */
function within(block: string, chance: Uint8Array): ipaddr.IPv4 | ipaddr.IPv6 {
  const [network, bits] = ipaddr.parseCIDR(block);
  const bytes = network.toByteArray().map((byte, i) => {
    const kept = Math.min(8, Math.max(0, bits - i * 8));
    const mask = (0xff << (8 - kept)) & 0xff;
    return (byte & mask) | ((chance[i] ?? 0) & ~mask & 0xff);
  });
  return ipaddr.fromByteArray(bytes);
}

const special = fc.oneof(
  fc.tuple(fc.constantFrom(...SPECIAL_IPV4), octets).map(([block, chance]) => within(block, chance)),
  fc.tuple(fc.constantFrom(...SPECIAL_IPV6), sixteen).map(([block, chance]) => within(block, chance)),
);

/** One part of an IPv4 address in the spellings of URLs. */
const spellings = (value: number): string[] => [
  String(value),
  `0x${value.toString(16)}`,
  `0X${value.toString(16).toUpperCase()}`,
  `0${value.toString(8)}`,
  `000${value.toString(8)}`,
];

/** An address in one of the spellings that the URL standard accepts. */
function spelled(address: ipaddr.IPv4 | ipaddr.IPv6, pick: (choices: string[]) => string): string {
  if (address instanceof ipaddr.IPv6) {
    const full = address.toNormalizedString();
    return `[${pick([full, address.toString(), address.toRFC5952String(), full.toUpperCase()])}]`;
  }
  const [a = 0, b = 0, c = 0, d = 0] = address.octets;
  const parts = pick(['4', '3', '2', '1']);
  const values = {
    '4': [a, b, c, d],
    '3': [a, b, c * 256 + d],
    '2': [a, (b * 256 + c) * 256 + d],
    '1': [((a * 256 + b) * 256 + c) * 256 + d],
  }[parts];
  return (values ?? []).map((value) => pick(spellings(value))).join('.') + pick(['', '.']);
}

const hostnameOf = (host: string): string => new URL(`https://${host}/`).hostname.replace(/^\[|\]$/g, '');

describe('isPublicAddress', () => {
  it('accepts no address of a special-purpose registry, in any spelling of a URL', () => {
    fc.assert(
      fc.property(special, fc.infiniteStream(fc.nat()), (address, chance) => {
        const pick = (choices: string[]): string =>
          choices[(chance.next().value as number) % choices.length] ?? '';
        expect(isPublicAddress(hostnameOf(spelled(address, pick)))).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('accepts no IPv6 address that contains an IPv4 address of an internal network', () => {
    const carriers = [
      '::ffff:0:0/96',
      '::/96',
      '::ffff:0:0:0/96',
      '64:ff9b::/96',
      '64:ff9b:1::/96',
      '2002::/16',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...carriers), sixteen, (block, chance) => {
        expect(isPublicAddress(within(block, chance).toString())).toBe(false);
      }),
    );
  });

  it('covers every range that ipaddr.js calls special', () => {
    fc.assert(
      fc.property(fc.oneof(octets, sixteen), (bytes) => {
        const address = ipaddr.fromByteArray([...bytes]);
        if (address.range() !== 'unicast') expect(isPublicAddress(address.toString())).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('accepts all other IPv4 addresses', () => {
    const blocked = new BlockList();
    for (const block of [...SPECIAL_IPV4, '168.63.129.16/32']) {
      const [network = '', bits] = block.split('/');
      blocked.addSubnet(network, Number(bits), 'ipv4');
    }
    fc.assert(
      fc.property(octets, (bytes) => {
        const address = bytes.join('.');
        expect(isPublicAddress(address)).toBe(!blocked.check(address));
      }),
    );
  });

  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.32.0.1',
    '198.20.0.1',
    '2606:4700:4700::1111',
    '2a01:4f8::1',
    '2620:4f:8001::1',
  ])('accepts %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    '',
    'localhost',
    '010.0.0.1',
    '0x7f.1',
    '1.1',
    '16843009',
    '2606:4700::1%eth0',
    '[2606:4700::1]',
    '1.1.1.1/32',
  ])('rejects %j, which no resolver returns', (address) => expect(isPublicAddress(address)).toBe(false));
});
