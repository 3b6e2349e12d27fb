import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.js';

const tag = (src: string, data: Record<string, string> = { 'data-key': 'pk_1' }) => ({
  src,
  nonce: 'n',
  getAttribute: (name: string) => data[name] ?? null,
});

describe('settings of the script tag', () => {
  it.each([
    ['https://a.example/widget.js', 'https://a.example', 'https://a.example/widget/'],
    ['https://a.example/widget.js?v=2#x', 'https://a.example', 'https://a.example/widget/'],
    ['https://a.example/chat/v1/widget.js', 'https://a.example/chat/v1', 'https://a.example/chat/v1/widget/'],
    ['http://localhost:8787/widget.js', 'http://localhost:8787', 'http://localhost:8787/widget/'],
  ])('%s', (src, api, assets) => {
    expect(readSettings(tag(src))).toMatchObject({ api, assets, key: 'pk_1', nonce: 'n' });
  });

  it('takes another server by data-api and the modules from where the script came', () => {
    const data = { 'data-key': 'pk_1', 'data-api': 'https://api.example/x//' };
    expect(readSettings(tag('https://cdn.example/widget.js', data))).toMatchObject({
      api: 'https://api.example/x',
      assets: 'https://cdn.example/widget/',
    });
  });

  it('hands on only what the element knows', () => {
    const data = { 'data-key': 'pk_1', 'data-position': 'left', 'data-z-index': '5', 'data-onclick': 'alert(1)' };
    expect(readSettings(tag('https://a.example/widget.js', data))?.attributes).toEqual({ position: 'left', 'z-index': '5' });
  });

  it('is nothing without a key', () => {
    expect(readSettings(tag('https://a.example/widget.js', {}))).toBeNull();
  });
});
