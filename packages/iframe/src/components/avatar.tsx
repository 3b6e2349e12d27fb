/** The tenant's picture, else the first letter of the name. */
export function Avatar({ name, url, small = false }: { name: string; url?: string | undefined; small?: boolean }) {
  return (
    <span class={small ? 'avatar small' : 'avatar'} aria-hidden="true">
      {url ? (
        <img src={url} alt="" decoding="async" referrerpolicy="no-referrer" />
      ) : (
        (Array.from(name.trim())[0] ?? '').toLocaleUpperCase()
      )}
    </span>
  );
}
