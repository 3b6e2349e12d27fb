import { describe, expect, it } from 'vitest';
import { refusedAddress } from './check-address.js';
import { checkUrl } from './check-url.js';

const decide = (url: string): string => checkUrl(url).verdict;

describe('checkUrl', () => {
  it.each([
    'http://127.1/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://①②⑦.⓪.⓪.①/',
    'http://10.1.2.3:22/',
    'http://me@10.1.2.3/',
    'http://172.31.255.255/',
    'http://192.168.0.1./',
    'http://169.254.169.254/latest',
    'http://100.64.1.1/',
    'http://198.19.0.1/',
    'http://0.0.0.0/',
    'http://255.255.255.255/',
    'http://168.63.129.16/machine',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[::8.8.8.8]/',
    'http://[64:ff9b::8.8.8.8]/',
    'http://[64:ff9b:1::1]/',
    'http://[2002:a00:1::]/',
    'http://[2001:0:1::1]/',
    'http://[2a00:1450::5efe:10.0.0.1]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[fd12::1]/',
    'http://[ff02::1]/',
    'http://[100::1]/',
    'http://[2001:db8::1]/',
    'http://localhost/',
    'http://db.LOCALHOST./',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://redis/',
  ])('blocks %s', (url) => expect(decide(url)).toBe('block'));

  it.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://user:pass@example.com/',
    'http://example.com:22/',
    'http://example.com:0/',
    'http://a b/',
    'http://',
    'example.com',
    'http://4294967296/',
    `http://${'a'.repeat(64)}.com/`,
    `http://${'a.'.repeat(130)}com/`,
  ])('rejects %s', (url) => expect(decide(url)).toBe('reject'));

  it.each(['http://example.com/', 'https://sub.example.co.uk:8443/путь?q=✓', 'http://example.com#@127.0.0.1/'])(
    'resolves %s',
    (url) => expect(decide(url)).toBe('resolve'),
  );

  it.each(['http://1.1.1.1/', 'https://172.32.0.1/', 'https://[2606:4700::1111]/'])('allows %s', (url) =>
    expect(decide(url)).toBe('allow'),
  );

  it('lets named hosts be private, but not their schemes or credentials', () => {
    expect(checkUrl('http://wiki.corp:9000/', ['wiki.corp']).verdict).toBe('resolve');
    expect(checkUrl('http://10.0.0.1:9000/', true).verdict).toBe('allow');
    expect(checkUrl('http://other.corp/', ['wiki.corp']).verdict).toBe('block');
    expect(checkUrl('http://me@wiki.corp/', ['wiki.corp']).verdict).toBe('reject');
    expect(checkUrl('file://wiki.corp/', ['wiki.corp']).verdict).toBe('reject');
  });
});

describe('refusedAddress', () => {
  it('refuses what is no address', () => expect(refusedAddress('nonsense')).toBeDefined());
  it('lets public addresses pass', () => {
    expect(refusedAddress('93.184.215.14')).toBeUndefined();
    expect(refusedAddress('2606:2800:21f:cb07:6820:80da:af6b:8b2c')).toBeUndefined();
  });
});
