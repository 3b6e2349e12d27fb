import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import type { VisitorIdentity } from '@askwell/contract';
import type { Deps } from '../deps.js';
import { AppError } from '../errors.js';
import { placeOf } from './identity-secrets.js';
import { selectIdentitySecrets, type SealedIdentitySecret } from './identity-store.js';

const toleranceSeconds = 60;
const longestSeconds = 24 * 60 * 60;
const longestUserId = 200;
const longestText = 320;

/**
 * Who a token says the visitor is. It must be HS256 and signed by a living secret of this tenant, the one that its `kid` names
 * where it has one; `sub` and `exp` must be there, and `exp` at most 24 hours ahead.
 * @throws AppError IDENTITY_INVALID
 */
export async function verifyIdentity(
  deps: Pick<Deps, 'database' | 'secretBox' | 'clock'>,
  tenantId: string,
  token: string,
): Promise<VisitorIdentity> {
  const kid = kidOf(token);
  const secrets = await selectIdentitySecrets(deps.database, tenantId);
  const candidates = kid === undefined ? secrets : secrets.filter(({ id }) => id === kid);
  for (const candidate of candidates) {
    const payload = await verifyWith(deps, tenantId, candidate, token);
    if (payload !== undefined) return toIdentity(payload, deps.clock.now());
  }
  throw invalid(
    candidates.length === 0
      ? 'no identity secret of this tenant fits it. Create one with POST /v1/identity-secrets, and name it as kid'
      : 'its signature does not fit. Sign it as HS256 with the whole text of the secret, ids_…, as key',
  );
}

function kidOf(token: string): string | undefined {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    if (alg !== 'HS256') throw invalid('its algorithm must be HS256');
    return kid;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid('it is not a JWT');
  }
}

/** Undefined where the signature does not fit. */
async function verifyWith(
  { secretBox, clock }: Pick<Deps, 'secretBox' | 'clock'>,
  tenantId: string,
  { id, secret }: SealedIdentitySecret,
  token: string,
): Promise<JWTPayload | undefined> {
  const key = new TextEncoder().encode(secretBox.open(secret, placeOf(tenantId, id)));
  const options = { algorithms: ['HS256'], clockTolerance: toleranceSeconds, currentDate: new Date(clock.now()) };
  try {
    return (await jwtVerify(token, key, { ...options, requiredClaims: ['exp', 'sub'] })).payload;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return undefined;
    if (error instanceof errors.JWTExpired) throw invalid('it has expired. Sign a new one for each page');
    if (error instanceof errors.JWTClaimValidationFailed) throw invalid(`its claim ${error.claim} is missing or wrong`);
    throw invalid('it is not a JWT');
  }
}

function toIdentity({ sub, exp, name, email }: JWTPayload, now: number): VisitorIdentity {
  if (typeof sub !== 'string' || sub.trim() === '' || sub.length > longestUserId || !isStorable(sub)) {
    throw invalid(`its claim sub must be your user’s id, of at most ${longestUserId} characters`);
  }
  if (exp === undefined || exp > now / 1000 + longestSeconds + toleranceSeconds) {
    throw invalid('its claim exp must be at most 24 hours ahead');
  }
  return { userId: sub, name: textOf(name), email: textOf(email) };
}

function textOf(claim: unknown): string | null {
  return typeof claim === 'string' && claim !== '' && isStorable(claim) ? claim.slice(0, longestText) : null;
}

/** PostgreSQL stores neither NUL nor lone surrogates. */
function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

function invalid(why: string): AppError {
  return new AppError('IDENTITY_INVALID', `The identity token is refused: ${why}.`);
}
