import { expect, it } from 'vitest';
import { createImageRule } from './image-hosts.js';

it('shows images of the named hosts over https, and of no other', () => {
  const mayShow = createImageRule(['images.example.com', '*.cdn.example', 'local.example:8443']);
  for (const url of [
    'https://images.example.com/a.png',
    'https://a.cdn.example/x',
    'https://A.B.CDN.example/x',
    'https://local.example:8443/',
  ]) {
    expect(mayShow(url), url).toBe(true);
  }
  for (const url of [
    'http://images.example.com/a.png',
    'https://images.example.com.evil.example/a.png',
    'https://images.example.com@evil.example/a.png',
    'https://user@images.example.com/a.png',
    'https://cdn.example/x',
    'https://xcdn.example/x',
    'https://images.example.com:444/a.png',
    'https://local.example/',
    'mailto:a@images.example.com',
  ]) {
    expect(mayShow(url), url).toBe(false);
  }
  expect(createImageRule([])('https://images.example.com/a.png')).toBe(false);
});
