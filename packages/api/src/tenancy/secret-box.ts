import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals what must be read again later, such as the secrets of tenants: AES-256-GCM under a key derived from the platform's. */
export interface SecretBox {
  /** `place` ties the sealed text to where it is stored: it opens nowhere else. */
  seal(secret: string, place: string): string;
  /** @throws Error where it was sealed under another platform key, for another place, or changed since */
  open(sealed: string, place: string): string;
}

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

export function createSecretBox(platformKey: string): SecretBox {
  const key = new Uint8Array(hkdfSync('sha256', platformKey, '', 'askwell tenant secrets', 32));
  return {
    seal(secret, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${version}.${sealed.toString('base64url')}`;
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed.slice(version.length + 1), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(-tagBytes));
      return decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}
