/** What the tabs of a browser tell one another through. */
interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  close(): void;
}

/** A channel to the other tabs of this browser. Where the browser denies it, each tab is on its own: nothing is heard. */
export function openChannel(name: string): Channel {
  try {
    return new BroadcastChannel(name);
  } catch {
    return { postMessage() {}, addEventListener() {}, close() {} };
  }
}
