/**
 * Does something in one tab of this browser at a time. Where the browser has no Web Locks, as over plain HTTP on another
 * host, or denies them, as with its storage, tabs do not wait for one another.
 */
export async function exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  if (!('locks' in navigator)) return work();
  let hasBegun = false;
  const begin = () => {
    hasBegun = true;
    return work();
  };
  try {
    return await navigator.locks.request(name, begin);
  } catch (error) {
    if (hasBegun) throw error;
    return work();
  }
}
