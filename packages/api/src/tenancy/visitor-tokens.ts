import { hkdfSync, webcrypto } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../deps.js';

export interface VisitorClaims {
  tenantId: string;
  assistantId: string;
  visitorId: string;
}

/** `expiresAt` in milliseconds. */
export type TokenCheck = { valid: true; claims: VisitorClaims; expiresAt: number; expired: boolean } | { valid: false };

export interface VisitorTokens {
  issue(claims: VisitorClaims): Promise<{ token: string; expiresAt: string }>;
  /** `expired` tokens are still genuine: they prove who the visitor was, and nothing else. */
  check(token: string): Promise<TokenCheck>;
}

const lifetimeSeconds = 24 * 60 * 60;
const rememberedTokens = 10_000;
const issuer = 'askwell';

/** HS256 tokens; the signing key derives from the platform key, so all nodes share it. */
export async function createVisitorTokens(platformKey: string, clock: Clock): Promise<VisitorTokens> {
  const bytes = new Uint8Array(hkdfSync('sha256', platformKey, '', 'askwell visitor tokens', 32));
  // A CryptoKey verifies twice as fast as raw bytes, which jose imports on each call.
  const key = await webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  // Verifying costs a trip through the thread pool; a token that was genuine once stays so, and only its time runs out.
  const genuine = new Map<string, { claims: VisitorClaims; expiresAt: number }>();

  function remember(token: string, payload: Record<string, unknown>): TokenCheck {
    const { sub, ten, ast, exp } = payload;
    if (typeof sub !== 'string' || typeof ten !== 'string' || typeof ast !== 'string' || typeof exp !== 'number')
      return { valid: false };
    const known = { claims: { visitorId: sub, tenantId: ten, assistantId: ast }, expiresAt: exp * 1000 };
    genuine.set(token, known);
    if (genuine.size > rememberedTokens) genuine.delete(genuine.keys().next().value ?? token);
    return toCheck(known);
  }

  function toCheck(known: { claims: VisitorClaims; expiresAt: number }): TokenCheck {
    return { valid: true, ...known, expired: known.expiresAt <= clock.now() };
  }

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
      const known = genuine.get(token);
      if (known !== undefined) return toCheck(known);
      const options = { algorithms: ['HS256'], issuer, currentDate: new Date(clock.now()) };
      try {
        return remember(token, (await jwtVerify(token, key, options)).payload);
      } catch (error) {
        // jose checks the signature before the claims, so an expired token's payload is genuine.
        return error instanceof errors.JWTExpired ? remember(token, error.payload) : { valid: false };
      }
    },
  };
}
