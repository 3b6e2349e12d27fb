import type { Deps } from '../deps.js';
import { AppError } from '../errors.js';
import { hashKey, type KeyKind } from './api-key.js';
import type { StoredKey } from './store.js';

const kindNames: Record<KeyKind, string> = { secret: 'secret key (sk_...)', publishable: 'publishable key (pk_...)' };

/** The key's row, if it is of the kind that the call needs and was not revoked a second ago. */
export async function authenticateKey(deps: Pick<Deps, 'keys'>, text: string, kind: KeyKind): Promise<StoredKey> {
  const key = await deps.keys.find(hashKey(text));
  if (key === undefined || key.kind !== kind) {
    throw new AppError('UNAUTHENTICATED', `This call needs a valid ${kindNames[kind]}. Check that it was copied whole.`);
  }
  if (key.revoked) throw new AppError('UNAUTHENTICATED', 'This key was revoked. Use one of the tenant’s current keys.');
  return key;
}
