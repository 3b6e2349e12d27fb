/** What `scripts/services.mjs` brought up, handed over in the environment. */
export function databaseUrl(): string {
  return fromEnvironment('DATABASE_URL');
}

export function redisUrl(): string {
  return fromEnvironment('REDIS_URL');
}

export function chromiumPath(): string {
  return fromEnvironment('CHROMIUM_PATH');
}

export function nginxPath(): string {
  return fromEnvironment('NGINX_PATH');
}

export function firefoxPath(): string {
  return fromEnvironment('FIREFOX_PATH');
}

export function webkitDriverPath(): string {
  return fromEnvironment('WEBKIT_DRIVER_PATH');
}

export function xvfbPath(): string {
  return fromEnvironment('XVFB_PATH');
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: run the test as \`node scripts/services.mjs up -- npx vitest run ...\`, or set it.`);
  return value;
}
