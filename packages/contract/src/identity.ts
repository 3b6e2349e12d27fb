/** A secret that signs identity tokens. `id` is the token's `kid`. At most two are alive at once. */
export interface IdentitySecret {
  id: string;
  createdAt: string;
}

/** Answer of `POST /v1/identity-secrets`, the only one in which the secret stands. */
export interface CreatedIdentitySecret extends IdentitySecret {
  secret: string;
}

/** Claims of an identity token. Its header is `{ alg: 'HS256', kid }`; `kid` may be left out. */
export interface IdentityClaims {
  /** The tenant's own id of the user, at most 200 characters. */
  sub: string;
  /** Seconds since 1970, at most 24 hours ahead. */
  exp: number;
  iat?: number | undefined;
  name?: string | undefined;
  email?: string | undefined;
}
