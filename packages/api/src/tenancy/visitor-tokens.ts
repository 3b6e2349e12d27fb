import { hkdfSync, webcrypto } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../deps.js';

export interface VisitorClaims {
  tenantId: string;
  assistantId: string;
  visitorId: string;
}

export type TokenCheck = { valid: true; claims: VisitorClaims; expired: boolean } | { valid: false };

export interface VisitorTokens {
  issue(claims: VisitorClaims): Promise<{ token: string; expiresAt: string }>;
  /** `expired` tokens are still genuine: they prove who the visitor was, and nothing else. */
  check(token: string): Promise<TokenCheck>;
}

const lifetimeSeconds = 24 * 60 * 60;
const issuer = 'askwell';

/** HS256 tokens; the signing key derives from the platform key, so all nodes share it. */
export async function createVisitorTokens(platformKey: string, clock: Clock): Promise<VisitorTokens> {
  const bytes = new Uint8Array(hkdfSync('sha256', platformKey, '', 'askwell visitor tokens', 32));
  // A CryptoKey verifies twice as fast as raw bytes, which jose imports on each call.
  const key = await webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  return {
    async issue(claims) {
      const issuedAt = Math.floor(clock.now() / 1000);
      const expires = issuedAt + lifetimeSeconds;
      const token = await new SignJWT({ ten: claims.tenantId, ast: claims.assistantId })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(issuer)
        .setSubject(claims.visitorId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expires)
        .sign(key);
      return { token, expiresAt: new Date(expires * 1000).toISOString() };
    },
    async check(token) {
      const options = {
        algorithms: ['HS256'],
        issuer,
        currentDate: new Date(clock.now()),
        requiredClaims: ['sub', 'exp', 'ten', 'ast'],
      };
      try {
        const { payload } = await jwtVerify(token, key, options);
        return toCheck(payload, false);
      } catch (error) {
        // jose checks the signature before the claims, so an expired token's payload is genuine.
        return error instanceof errors.JWTExpired ? toCheck(error.payload, true) : { valid: false };
      }
    },
  };
}

function toCheck(payload: Record<string, unknown>, expired: boolean): TokenCheck {
  const { sub, ten, ast } = payload;
  if (typeof sub !== 'string' || typeof ten !== 'string' || typeof ast !== 'string') return { valid: false };
  return { valid: true, claims: { visitorId: sub, tenantId: ten, assistantId: ast }, expired };
}
