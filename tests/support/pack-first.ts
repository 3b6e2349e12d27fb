import { packAll } from './packed.js';

/** Before the first test file, so that the workers do not each pack the same packages. */
export async function setup(): Promise<void> {
  await packAll();
}
