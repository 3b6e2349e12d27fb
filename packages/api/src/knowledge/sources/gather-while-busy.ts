/**
 * Calls `work` with all that came while it was busy with what had come before, so that one transaction stores what
 * several readers bring. Each caller gets the outcome of the call that took its own.
 */
export function gatherWhileBusy<Item, Outcome>(work: (items: Item[]) => Promise<Outcome>): (item: Item) => Promise<Outcome> {
  let gathered: Item[] = [];
  let next: Promise<Outcome> | undefined;
  let busy: Promise<unknown> = Promise.resolve();
  return (item) => {
    gathered.push(item);
    if (next === undefined) {
      next = busy.then(() => {
        const items = gathered;
        gathered = [];
        next = undefined;
        return work(items);
      });
      busy = next.catch(() => {});
    }
    return next;
  };
}
