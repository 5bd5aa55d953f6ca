/**
 * Does something in one tab of this browser at a time. Where the browser has no Web Locks, as over plain HTTP on another
 * host, tabs do not wait for one another.
 */
export function exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  return 'locks' in navigator ? navigator.locks.request(name, work) : work();
}
