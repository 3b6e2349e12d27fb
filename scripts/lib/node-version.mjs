const minimum = [20, 19];

/** Stops with one line when this Node is too old to run Askwell. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return;
  console.error(
    `Askwell needs Node.js ${minimum.join('.')} or newer; this is ${process.versions.node}. Install a newer Node and run it again.`,
  );
  process.exit(1);
}
