import { describe, expect, it } from 'vitest';
import { isLoopback, isPublic } from './address.ts';

describe('an address', () => {
  it.each([
    ['0.0.0.0'],
    ['10.1.2.3'],
    ['100.64.0.1'],
    ['100.100.100.200'],
    ['127.0.0.1'],
    ['127.255.255.254'],
    ['168.63.129.16'],
    ['169.254.169.254'],
    ['172.16.0.1'],
    ['172.31.255.255'],
    ['192.0.0.192'],
    ['192.168.1.1'],
    ['198.19.0.1'],
    ['224.0.0.1'],
    ['255.255.255.255'],
    ['::'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['::ffff:8.8.8.8'],
    ['::7f00:1'],
    ['64:ff9b::7f00:1'],
    ['fc00::1'],
    ['fd00:ec2::254'],
    ['fe80::1'],
    ['fe80::1%eth0'],
    ['fec0::1'],
    ['ff02::1'],
    ['2001::1'],
    ['2001:db8::1'],
    ['2002:7f00:1::'],
    ['localhost'],
    ['127.1'],
    [''],
  ])('%s is not one of the internet', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each([
    ['1.1.1.1'],
    ['8.8.8.8'],
    ['172.32.0.1'],
    ['100.63.255.255'],
    ['168.63.129.17'],
    ['2606:4700::1111'],
    ['2a00:1450::1'],
  ])('%s is one of the internet', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it('is of this machine as 127.0.0.0/8 or ::1 alone', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1'].every(isLoopback)).toBe(true);
    expect(['126.0.0.1', '::ffff:127.0.0.1', 'localhost', '::2'].some(isLoopback)).toBe(false);
  });
});
